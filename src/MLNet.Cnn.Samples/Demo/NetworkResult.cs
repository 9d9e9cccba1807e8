namespace MLNet.Cnn.Samples;

/// <summary>What became of one network.</summary>
internal sealed record NetworkResult
{
    /// <summary>Its name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>How many numbers it consists of.</summary>
    public required int Parameters { get; init; }

    /// <summary>The share of test images classified correctly, between 0 and 1.</summary>
    public required double TestAccuracy { get; init; }

    /// <summary>Seconds that the whole <c>Fit</c> of the pipeline took: reading the images, training, making the scorer.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Images a second while training went on, or 0 if no epoch was completed.</summary>
    public required double ImagesPerSecond { get; init; }

    /// <summary>Milliseconds that one call of a <c>PredictionEngine</c> takes: the median of many.</summary>
    public required double MillisecondsPerPrediction { get; init; }

    /// <summary>SHA-256 over the bytes of the weights: the same seed and thread count give the same.</summary>
    public required string WeightsSha256 { get; init; }

    /// <summary>What each completed epoch brought.</summary>
    public required IReadOnlyList<EpochResult> History { get; init; }
}
