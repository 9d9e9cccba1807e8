namespace MLNet.Cnn;

/// <summary>Ends a training whose best validation accuracy so far is below the median of what earlier trials had on average up to the same epoch (Golovin et al., "Google
/// Vizier: A Service for Black-Box Optimization", 2017, section 3.2.2). A definition.</summary>
public sealed record MedianStopping
{
    /// <summary>How many trials must have got as far before one is ended.</summary>
    /// <value>Default: 3. At least 1.</value>
    public int MinTrials { get; init; } = 3;

    /// <summary>How many epochs each training has before it may be ended.</summary>
    /// <value>Default: 1. At least 1.</value>
    public int MinEpochs { get; init; } = 1;

    internal void Validate()
    {
        if (MinTrials < 1)
            throw new ArgumentOutOfRangeException(nameof(MinTrials), FormattableString.Invariant($"MedianStopping.MinTrials is {MinTrials}, but it must be at least 1."));
        if (MinEpochs < 1)
            throw new ArgumentOutOfRangeException(nameof(MinEpochs), FormattableString.Invariant($"MedianStopping.MinEpochs is {MinEpochs}, but it must be at least 1."));
    }

    /// <summary>Whether a training should end.</summary>
    /// <param name="accuracies">The validation accuracies of its epochs so far.</param>
    /// <param name="earlier">Those of earlier trials, each whole.</param>
    internal bool Ends(IReadOnlyList<double> accuracies, IEnumerable<IReadOnlyList<double>> earlier)
    {
        int epochs = accuracies.Count;
        if (epochs < MinEpochs)
            return false;
        double[] averages = [.. earlier.Where(other => other.Count >= epochs).Select(other => other.Take(epochs).Average()).Order()];
        if (averages.Length < MinTrials)
            return false;
        int middle = averages.Length / 2;
        double median = averages.Length % 2 == 1 ? averages[middle] : (averages[middle - 1] + averages[middle]) / 2;
        return accuracies.Max() < median;
    }
}
