namespace MLNet.Cnn;

/// <summary>What a model costs to train, to keep and to use. What was not measured, or does not exist, is <see langword="null"/>.</summary>
public sealed record ModelCost
{
    /// <summary>How many weights a network has, those of BatchNormalization's statistics included.</summary>
    /// <value>Default: <see langword="null"/>, as for every model without a network.</value>
    public long? Parameters { get; init; }

    /// <summary>The size of the model as <c>mlContext.Model.Save</c> writes it.</summary>
    /// <value>Default: <see langword="null"/>, as for a model that cannot be saved.</value>
    public long? ModelBytes { get; init; }

    /// <summary>How long training took, in seconds.</summary>
    public double? TrainingSeconds { get; init; }

    /// <summary>How many images a second the model scores, a view at a time: the fastest of several passes.</summary>
    public double? ImagesPerSecond { get; init; }

    /// <summary>How long the model takes for one image asked for alone: the median of many, in milliseconds.</summary>
    public double? MillisecondsPerImage { get; init; }

    /// <summary>How many trials of an experiment ran while the two speeds were measured, this one included: models that are measured side by side are slower than one alone.</summary>
    /// <value>Default: <see langword="null"/>, measured alone.</value>
    public int? TrialsAtOnce { get; init; }

    /// <summary>The most memory the process had resident while the model was trained.</summary>
    public long? PeakMemoryBytes { get; init; }
}
