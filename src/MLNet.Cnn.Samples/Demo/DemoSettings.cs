namespace MLNet.Cnn.Samples;

/// <summary>What the user asked the demo to do.</summary>
internal sealed record DemoSettings
{
    /// <summary>The networks to train, in this order.</summary>
    public required IReadOnlyList<NetworkChoice> Networks { get; init; }

    /// <summary>How often training goes through the images.</summary>
    public required int Epochs { get; init; }

    /// <summary>The seed of weights and order of images.</summary>
    public required int Seed { get; init; }

    /// <summary>How many threads train.</summary>
    public required int Threads { get; init; }

    /// <summary>What trains.</summary>
    public required ICnnEngine Engine { get; init; }

    /// <summary>The folder with IDX files, or <see langword="null"/> for drawn digits.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Where trainings are saved as they go on, or <see langword="null"/>.</summary>
    public string? CheckpointFolder { get; init; }

    /// <summary>Where the better model is kept, or <see langword="null"/> for a file that is deleted again.</summary>
    public string? SaveFile { get; init; }

    /// <summary>Where the result goes as JSON, or <see langword="null"/>.</summary>
    public string? JsonFile { get; init; }
}
