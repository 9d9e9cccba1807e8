namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>What the user asked the tutorial to do.</summary>
internal sealed record TutorialSettings
{
    /// <summary>The folder for pictures.</summary>
    public required string PictureFolder { get; init; }

    /// <summary>The folder with IDX files, or <see langword="null"/> for drawn digits.</summary>
    public string? DataFolder { get; init; }

    /// <summary>How many digits are drawn where there is no folder.</summary>
    public required ImageCounts Digits { get; init; }

    /// <summary>How many threads train.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether trainings and measurements are kept to a minimum: enough to run every line, too little to learn anything from.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool IsTrial { get; init; }
}
