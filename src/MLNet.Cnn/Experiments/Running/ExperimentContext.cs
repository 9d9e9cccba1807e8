using Microsoft.ML.Runtime;

namespace MLNet.Cnn;

/// <summary>What all parts of a running experiment know.</summary>
internal sealed record ExperimentContext
{
    public required IHostEnvironment Environment { get; init; }

    public required ExperimentSettings Settings { get; init; }

    public required ExperimentData Data { get; init; }

    public required ulong Seed { get; init; }

    public required ExperimentFolder Folder { get; init; }

    public required ExperimentClock Clock { get; init; }

    /// <summary>The candidate of a trial.</summary>
    public Candidate CandidateOf(Trial trial) => Settings.Candidates[trial.Draw.Candidate];

    /// <summary>The settings that a trial is shown with.</summary>
    public IReadOnlyList<NamedSetting> SettingsOf(Trial trial) => CandidateOf(trial) switch
    {
        NetworkCandidate { Space: { } space } => new SearchValues(space, trial.Draw.Point).Settings(),
        EstimatorCandidate estimator => estimator.Settings,
        _ => [],
    };

    /// <summary>The options of a network's trial.</summary>
    public CnnOptions OptionsOf(Trial trial, NetworkCandidate candidate)
    {
        var options = candidate.OptionsAt(trial.Draw.Point);
        return options with
        {
            LabelColumnName = Settings.LabelColumnName,
            ImageColumnName = Settings.ImageColumnName,
            ValidationFraction = 0,
            Seed = options.Seed ?? unchecked((int)Seed),
            // Workers share the processors.
            Threads = Settings.ParallelTrials == 1 ? options.Threads : Math.Clamp(System.Environment.ProcessorCount / Settings.ParallelTrials, 1, options.Threads),
            Control = Settings.Control,
            CancellationToken = Settings.CancellationToken,
            Clock = Settings.Clock,
            IsRehearsed = true,
        };
    }
}
