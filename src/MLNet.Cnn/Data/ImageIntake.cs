namespace MLNet.Cnn;

/// <summary>What to read out of a view, and how.</summary>
internal sealed record ImageIntake
{
    /// <summary>What the image column means.</summary>
    public required ImageColumn Image { get; init; }

    /// <summary>The classes; each row's key counts from 1.</summary>
    public required ClassLabels Labels { get; init; }

    /// <summary>How many threads decode.</summary>
    public int Threads { get; init; } = 1;

    public UnreadableImages UnreadableImages { get; init; }

    public CancellationToken CancellationToken { get; init; }
}

/// <summary>What was read.</summary>
/// <param name="Images">The images.</param>
/// <param name="SkippedRows">How many rows were left out because their label is missing.</param>
/// <param name="Unreadable">The images that were left out because they cannot be read.</param>
internal sealed record ImageIntakeResult(ImageSet Images, int SkippedRows, IReadOnlyList<UnreadableImage> Unreadable);
