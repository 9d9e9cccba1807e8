namespace MLNet.Cnn;

/// <summary>What an experiment compares, how it searches and when it ends. Immutable.</summary>
public sealed record ExperimentSettings
{
    /// <summary>What is compared.</summary>
    /// <value>Required. At least one; names differ.</value>
    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>The time that everything may take together, in seconds, over all restarts.</summary>
    /// <remarks>It is kept within 10 seconds. Candidates have their shares of it in their order, a network three times that of an estimator. Networks are given as many of their epochs as fit into their share, so that their schedules come to an end (steps of fine-tuning all of them, or none); a trainer of ML.NET, which cannot be
    /// stopped, is left behind when its share is over. Scoring the test view at the end is not counted, nor what a process that was
    /// killed did after the last line of its journal.</remarks>
    /// <value>Default: <see langword="null"/>, no limit. Above 0.</value>
    public double? MaxExperimentTimeInSeconds { get; init; }

    /// <summary>The most trials.</summary>
    /// <value>Default: <see langword="null"/>: one for each candidate that is not searched, and searches go on until the time is over. At least 1.</value>
    public int? MaxTrials { get; init; }

    /// <summary>The seed of split, search and trainings. The same seed gives the same trials where there is one worker and a number of trials instead of a time.</summary>
    /// <value>Default: <see langword="null"/>: that of the <c>MLContext</c>, or 0. A seed in a candidate's options goes before it.</value>
    public int? Seed { get; init; }

    /// <summary>The label column: a key, or text, which then becomes a key.</summary>
    /// <value>Default: <c>Label</c>.</value>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The image column of all networks, by which data are told apart and duplicates found.</summary>
    /// <value>Default: <c>Image</c>.</value>
    public string ImageColumnName { get; init; } = "Image";

    /// <summary>The share of the images that is held out to choose by, of every class alike, where <c>Execute</c> is given no validation data. Rounded as <see cref="CnnOptions.ValidationFraction"/>.</summary>
    /// <value>Default: 0.2. Range: above 0, at most 0.9.</value>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>Into how many parts the images are divided, each of which is held out once while the others are trained on.</summary>
    /// <value>Default: <see langword="null"/>, one split. Range: 2 to 100. Not together with validation data or <see cref="Halving"/>.</value>
    public int? Folds { get; init; }

    /// <summary>How values are drawn out of candidates' search spaces.</summary>
    /// <value>Default: <see cref="Sampler.Sobol"/>.</value>
    public Sampler Sampler { get; init; }

    /// <summary>Trains many configurations a little and the best of them further.</summary>
    /// <value>Default: <see langword="null"/>, each is trained to its end.</value>
    public SuccessiveHalving? Halving { get; init; }

    /// <summary>Ends trainings that fall behind.</summary>
    /// <value>Default: <see langword="null"/>, none. Not together with <see cref="Halving"/>.</value>
    public MedianStopping? MedianStopping { get; init; }

    /// <summary>Whether the speed of each model is measured, for the table: some three seconds a model.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool MeasureSpeed { get; init; } = true;

    /// <summary>How many trials run at once, each with its share of the processors, in training and in scoring. The table says which speeds were measured side by side. One whose predicted memory is not free beside the others waits for them.</summary>
    /// <value>Default: 1: trials have the threads that their options say. Range: 1 to 64. With more, the same seed no longer gives the same order of trials.</value>
    public int ParallelTrials { get; init; } = 1;

    /// <summary>The folder that keeps the experiment: the journal, the models of all trials, the best one as <c>best.zip</c> (if ML.NET can save it), and the training under way. An experiment that finds its own
    /// journal there goes on.</summary>
    /// <value>Default: <see langword="null"/>: a temporary folder, gone when the experiment ends.</value>
    public string? Folder { get; init; }

    /// <summary>Ends the experiment gracefully: it returns what it has. The trial under way is left out; started again, the experiment goes on with it.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public TrainingControl? Control { get; init; }

    /// <summary>Ends the experiment within a batch by an <see cref="OperationCanceledException"/>. What is in <see cref="Folder"/> stays, and can be gone on with.</summary>
    /// <value>Default: never.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>What time is measured by.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What appends a line to the journal.</summary>
    internal Action<Stream, byte[]> WriteJournal { get; init; } = static (stream, line) => stream.Write(line);

    /// <summary>Throws if a setting is out of its range.</summary>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Candidates);
        ArgumentException.ThrowIfNullOrEmpty(LabelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(ImageColumnName);
        if (Candidates.Count == 0)
            throw new ArgumentException("ExperimentSettings.Candidates is empty. Give at least one candidate: Candidate.Network(name, options) or Candidate.Estimator(name, estimator).");
        if (Candidates.GroupBy(candidate => candidate.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"ExperimentSettings.Candidates has {twice.Count()} candidates of the name '{twice.Key}'. Give each a name of its own.");
        Check(MaxExperimentTimeInSeconds is null || (double.IsFinite(MaxExperimentTimeInSeconds.Value) && MaxExperimentTimeInSeconds > 0), nameof(MaxExperimentTimeInSeconds), MaxExperimentTimeInSeconds ?? 0, "above 0, or null");
        Check(MaxTrials is null or >= 1, nameof(MaxTrials), MaxTrials ?? 0, "at least 1, or null");
        Check(ValidationFraction is > 0 and <= 0.9, nameof(ValidationFraction), ValidationFraction, "above 0 and at most 0.9");
        Check(Folds is null or (>= 2 and <= 100), nameof(Folds), Folds ?? 0, "between 2 and 100, or null");
        Check(ParallelTrials is >= 1 and <= 64, nameof(ParallelTrials), ParallelTrials, "between 1 and 64");
        if (!Enum.IsDefined(Sampler))
            throw new ArgumentOutOfRangeException(nameof(Sampler), $"ExperimentSettings.Sampler is {Sampler}, but it must be one of {string.Join(", ", Enum.GetNames<Sampler>())}.");
        Halving?.Validate();
        MedianStopping?.Validate();
        if (Halving is not null && MedianStopping is not null)
            throw new ArgumentException("ExperimentSettings has both Halving and MedianStopping. Choose one: each of them decides which trainings end.");
        if (Halving is not null && Folds is not null)
            throw new ArgumentException("ExperimentSettings has both Halving and Folds. Halving compares trainings that are under way, which folds do not have; leave one out.");
        foreach (var candidate in Candidates.OfType<NetworkCandidate>())
            ValidateSearch(candidate);
    }

    private void ValidateSearch(NetworkCandidate candidate)
    {
        candidate.Options.Validate();
        if (candidate.Options.UnreadableImages == UnreadableImages.Skip)
            throw new ArgumentException($"Candidate '{candidate.Name}' has UnreadableImages.Skip, but all candidates are measured on the same images. Leave out those that cannot be read before the experiment: mlContext.Data.DescribeImages lists them.");
        if (candidate.Space is not { } space)
            return;
        if (Sampler == Sampler.Grid && space.Dimensions.FirstOrDefault(dimension => dimension.Count is null) is { } range)
            throw new ArgumentException($"Candidate '{candidate.Name}': a grid needs dimensions with single values, but '{range.Name}' is a range of numbers. Make it a Choice, or let Sampler be Sobol or Random.");
        if (Sampler == Sampler.Sobol && space.Dimensions.Count > SobolSequence.MaxDimensions)
            throw new ArgumentException($"Candidate '{candidate.Name}': the search space has {space.Dimensions.Count} dimensions, but Sampler.Sobol has at most {SobolSequence.MaxDimensions}. Let Sampler be Random.");
        if (Sampler != Sampler.Grid && MaxTrials is null && MaxExperimentTimeInSeconds is null)
            throw new ArgumentException($"The search of candidate '{candidate.Name}' would never end. Set ExperimentSettings.MaxExperimentTimeInSeconds or MaxTrials.");
    }

    private static void Check(bool valid, string setting, double value, string expected)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(setting, FormattableString.Invariant($"ExperimentSettings.{setting} is {value}, but it must be {expected}."));
    }
}
