namespace MLNet.Cnn;

/// <summary>Ends training once a metric has stopped improving. A definition: what it counts lives in the fit.</summary>
/// <remarks>Source: <c>keras.callbacks.EarlyStopping</c>, whose names, defaults and arithmetic these are.</remarks>
public sealed record EarlyStopping
{
    /// <summary>The metric that should improve.</summary>
    /// <value>Default: <see cref="EpochMetric.ValidationLoss"/>, which needs validation images.</value>
    public EpochMetric Monitor { get; init; } = EpochMetric.ValidationLoss;

    /// <summary>By how much a value must be better than the best so far to count as an improvement.</summary>
    /// <value>Default: 0. At least 0.</value>
    public double MinDelta { get; init; }

    /// <summary>After how many epochs without improvement training ends. Never after the first epoch.</summary>
    /// <value>Default: 0, after the first that does not improve. At least 0.</value>
    public int Patience { get; init; }

    /// <summary>A value that must be beaten as well before an improvement counts.</summary>
    /// <value>Default: <see langword="null"/>, none.</value>
    public double? Baseline { get; init; }

    /// <summary>Whether the model gets the weights of the best epoch, however training ends, instead of those of the last step.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool RestoreBestWeights { get; init; }

    /// <summary>How many epochs at the beginning are not looked at.</summary>
    /// <value>Default: 0. At least 0.</value>
    public int StartFromEpoch { get; init; }

    internal void Validate()
    {
        RunControlRange.Check(Enum.IsDefined(Monitor), this, nameof(Monitor), (int)Monitor, "a metric");
        RunControlRange.Check(MinDelta >= 0 && double.IsFinite(MinDelta), this, nameof(MinDelta), MinDelta, "a finite number of at least 0");
        RunControlRange.Check(Patience >= 0, this, nameof(Patience), Patience, "at least 0");
        RunControlRange.Check(Baseline is null || double.IsFinite(Baseline.Value), this, nameof(Baseline), Baseline ?? 0, "a finite number, or null");
        RunControlRange.Check(StartFromEpoch >= 0, this, nameof(StartFromEpoch), StartFromEpoch, "at least 0");
    }
}
