namespace MLNet.Cnn;

/// <summary>Trains many configurations a little and the best of them further: successive halving after Li et al., "A System for Massively Parallel Hyperparameter Tuning"
/// (2018). A definition.</summary>
/// <remarks>Where the number of configurations is known and there is no time limit, all of them begin before any goes on (algorithm 1); with a time limit each goes on as soon as it is
/// among the best of those seen so far (ASHA, algorithm 2). Training goes on from where it was left, so no epoch is trained twice. A configuration's schedule is that of its whole training: what is compared are trainings that are
/// under way. Once there is no new configuration to begin (<see cref="ExperimentSettings.MaxTrials"/>, a grid that is through), the best one of each rung goes on even where there are
/// fewer than <see cref="ReductionFactor"/>. Estimators, which have no epochs, stand aside.</remarks>
public sealed record SuccessiveHalving
{
    /// <summary>After how many epochs configurations are compared for the first time.</summary>
    /// <value>Default: 1. At least 1.</value>
    public int MinEpochs { get; init; } = 1;

    /// <summary>One of how many goes on, and how many times the epochs it is then trained to.</summary>
    /// <value>Default: 4, as in the paper. At least 2.</value>
    public int ReductionFactor { get; init; } = 4;

    internal void Validate()
    {
        if (MinEpochs < 1)
            throw new ArgumentOutOfRangeException(nameof(MinEpochs), FormattableString.Invariant($"SuccessiveHalving.MinEpochs is {MinEpochs}, but it must be at least 1."));
        if (ReductionFactor < 2)
            throw new ArgumentOutOfRangeException(nameof(ReductionFactor), FormattableString.Invariant($"SuccessiveHalving.ReductionFactor is {ReductionFactor}, but it must be at least 2."));
    }

    /// <summary>The epochs after which each rung ends, all of them last.</summary>
    internal int[] Rungs(int epochs)
    {
        var rungs = new List<int>();
        for (long end = MinEpochs; end < epochs; end *= ReductionFactor)
            rungs.Add((int)end);
        return [.. rungs, epochs];
    }
}
