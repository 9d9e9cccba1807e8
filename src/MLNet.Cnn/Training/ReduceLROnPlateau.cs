namespace MLNet.Cnn;

/// <summary>Lowers the learning rate once a metric has stopped improving. A definition: what it counts lives in the fit.</summary>
/// <remarks>It scales the rate that the schedule gives, so it goes with any schedule; with <see cref="ConstantRate"/> it is Keras'. Source:
/// <c>keras.callbacks.ReduceLROnPlateau</c>, whose names, defaults and arithmetic these are.</remarks>
public sealed record ReduceLROnPlateau
{
    /// <summary>The metric that should improve.</summary>
    /// <value>Default: <see cref="EpochMetric.ValidationLoss"/>, which needs validation images.</value>
    public EpochMetric Monitor { get; init; } = EpochMetric.ValidationLoss;

    /// <summary>What the rate is multiplied by.</summary>
    /// <value>Default: 0.1. Range: above 0, below 1.</value>
    public double Factor { get; init; } = 0.1;

    /// <summary>After how many epochs without improvement the rate is lowered.</summary>
    /// <value>Default: 10. At least 0.</value>
    public int Patience { get; init; } = 10;

    /// <summary>By how much a value must be better than the best so far to count as an improvement.</summary>
    /// <value>Default: 0.0001. At least 0.</value>
    public double MinDelta { get; init; } = 1e-4;

    /// <summary>How many epochs after a lowering are not counted.</summary>
    /// <value>Default: 0. At least 0.</value>
    public int Cooldown { get; init; }

    /// <summary>The rate below which it is not lowered (Keras: <c>min_lr</c>).</summary>
    /// <value>Default: 0. At least 0.</value>
    public double MinLearningRate { get; init; }

    internal void Validate()
    {
        RunControlRange.Check(Enum.IsDefined(Monitor), this, nameof(Monitor), (int)Monitor, "a metric");
        RunControlRange.Check(Factor is > 0 and < 1, this, nameof(Factor), Factor, "above 0 and below 1");
        RunControlRange.Check(Patience >= 0, this, nameof(Patience), Patience, "at least 0");
        RunControlRange.Check(MinDelta >= 0 && double.IsFinite(MinDelta), this, nameof(MinDelta), MinDelta, "a finite number of at least 0");
        RunControlRange.Check(Cooldown >= 0, this, nameof(Cooldown), Cooldown, "at least 0");
        RunControlRange.Check(MinLearningRate >= 0 && double.IsFinite(MinLearningRate), this, nameof(MinLearningRate), MinLearningRate, "a finite number of at least 0");
    }
}
