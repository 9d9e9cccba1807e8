namespace MLNet.Cnn;

/// <summary>What an experiment found.</summary>
public sealed record ExperimentResult
{
    /// <summary>The run with the highest validation accuracy, with its model. The test view has no part in the choice.</summary>
    public required RunDetail BestRun { get; init; }

    /// <summary>All runs, in the order in which they began.</summary>
    public required IReadOnlyList<RunDetail> RunDetails { get; init; }

    /// <summary>All runs as a table, the best first; candidates that had no turn stand at its end, trials that were under way when it was stopped in <see cref="MLNet.Cnn.Leaderboard.Notes"/>.</summary>
    public required Leaderboard Leaderboard { get; init; }

    /// <summary>How long it took, in seconds, over all restarts, without scoring the test view.</summary>
    public required double RuntimeInSeconds { get; init; }
}
