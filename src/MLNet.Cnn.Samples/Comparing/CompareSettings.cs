namespace MLNet.Cnn.Samples;

/// <summary>What the user of <c>compare</c> asked for.</summary>
internal sealed record CompareSettings
{
    /// <summary>The folder with the images.</summary>
    public required string Folder { get; init; }

    /// <summary>How long it may take.</summary>
    public required int Minutes { get; init; }

    /// <summary>Where models, journal and table go.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>How many of the training images to take, or <see langword="null"/> for all.</summary>
    public int? Images { get; init; }

    /// <summary>The seed of split, weights and order.</summary>
    public required int Seed { get; init; }

    /// <summary>Threads that train.</summary>
    public required int Threads { get; init; }

    /// <summary>Where the result goes as JSON, or <see langword="null"/>.</summary>
    public string? JsonFile { get; init; }
}
