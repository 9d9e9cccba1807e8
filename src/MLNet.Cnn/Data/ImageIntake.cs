namespace MLNet.Cnn;

/// <summary>What to read out of a view, and how.</summary>
internal sealed record ImageIntake
{
    /// <summary>What the image column means.</summary>
    public required ImageColumn Image { get; init; }

    /// <summary>The classes; each row's key counts from 1.</summary>
    public required ClassLabels Labels { get; init; }

    /// <summary>The column that says how much each row counts, or none.</summary>
    public string? WeightColumnName { get; init; }

    /// <summary>How many threads decode.</summary>
    public int Threads { get; init; } = 1;

    public UnreadableImages UnreadableImages { get; init; }

    /// <summary>The largest magnitude of a pixel.</summary>
    public float LargestPixel { get; init; } = float.MaxValue;

    /// <summary>How many bytes of pixels may be in memory.</summary>
    public long MemoryBudget { get; init; } = long.MaxValue;

    /// <summary>Where pixels beyond the budget go.</summary>
    public string TempFolder { get; init; } = Path.GetTempPath();

    /// <summary>Where files of pixels are kept to be used again, or <see langword="null"/> if none are.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Bytes of one image.</summary>
    public int RowBytes => Image.Shape.Size * (Image.IsByte ? sizeof(byte) : sizeof(float));

    /// <summary>Rows that go into a temporary file beyond the budget.</summary>
    public PixelRows NewRows() => new(RowBytes, MemoryBudget, () => PixelFileWriter.Temporary(TempFolder, RowBytes));

    public CancellationToken CancellationToken { get; init; }
}

/// <summary>What was read.</summary>
/// <param name="Images">The images.</param>
/// <param name="SkippedRows">How many rows were left out because their label is missing.</param>
/// <param name="Unreadable">The images that were left out because they cannot be read.</param>
internal sealed record ImageIntakeResult(ImageSet Images, int SkippedRows, IReadOnlyList<UnreadableImage> Unreadable);
