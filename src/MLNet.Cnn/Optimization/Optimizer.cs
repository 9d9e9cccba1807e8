namespace MLNet.Cnn;

/// <summary>How weights follow their gradients. A definition only: moments live in the engine, per fit.</summary>
/// <remarks>Names, defaults and update rules are those of <c>keras.optimizers</c>.</remarks>
public abstract record Optimizer
{
    private protected Optimizer()
    {
    }

    /// <summary>The learning rate: the highest one where a schedule changes it.</summary>
    /// <value>Default: Keras' default of the optimizer. Range: above 0.</value>
    public double LearningRate { get; init; }

    /// <summary>The share of each trainable weight that every step takes off, times the learning rate (decoupled weight decay).</summary>
    /// <value>Default: 0, for <see cref="AdamW"/> 0.004. Range: 0 and above.</value>
    public double WeightDecay { get; init; }

    /// <summary>The share of the last update that goes into the next one: SGD's momentum, Adam's first beta.</summary>
    internal abstract double MomentumOrBeta1 { get; }

    internal virtual void Validate()
    {
        Check(double.IsFinite(LearningRate) && LearningRate > 0, nameof(LearningRate), LearningRate, "a finite number above 0");
        Check(double.IsFinite(WeightDecay) && WeightDecay >= 0, nameof(WeightDecay), WeightDecay, "0 or above");
    }

    private protected void Check(bool valid, string setting, double value, string expected)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(setting, FormattableString.Invariant($"{GetType().Name}.{setting} is {value}, but it must be {expected}."));
    }
}
