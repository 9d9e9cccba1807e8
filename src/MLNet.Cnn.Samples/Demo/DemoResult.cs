namespace MLNet.Cnn.Samples;

/// <summary>Everything a demo shows in the end, computed: reports only lay it out.</summary>
internal sealed record DemoResult
{
    /// <summary>What was learned from.</summary>
    public required DataSummary Data { get; init; }

    /// <summary>The networks that were trained, in this order; fewer than asked for after Ctrl-C.</summary>
    public required IReadOnlyList<NetworkResult> Networks { get; init; }

    /// <summary>Whether Ctrl-C ended it early.</summary>
    public required bool Stopped { get; init; }

    /// <summary>What was done with the best network, or <see langword="null"/> if none was trained.</summary>
    public BestNetwork? Best { get; init; }

    /// <summary>How often training was to go through the images.</summary>
    public required int Epochs { get; init; }

    /// <summary>The seed of weights and order of images.</summary>
    public required int Seed { get; init; }

    /// <summary>How many threads trained.</summary>
    public required int Threads { get; init; }

    /// <summary>What trained.</summary>
    public required string Engine { get; init; }

    /// <summary>Seconds from the start of the process to here.</summary>
    public required double TotalSeconds { get; init; }

    /// <summary>The most memory the process has had resident so far.</summary>
    public required long PeakMemoryBytes { get; init; }

    /// <summary>The processor's name.</summary>
    public required string Processor { get; init; }

    /// <summary>The versions of what did the work.</summary>
    public required Versions Versions { get; init; }
}
