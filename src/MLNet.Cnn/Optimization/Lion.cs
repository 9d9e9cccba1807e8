namespace MLNet.Cnn;

/// <summary>Steps of one size in the direction of the sign of the mean gradient.</summary>
/// <remarks>Source: Chen et al. (2023), <c>keras.optimizers.Lion</c>.</remarks>
public sealed record Lion : Optimizer
{
    /// <summary>Makes Lion.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.001.</param>
    /// <param name="beta1">How much of the mean gradient the direction takes. Default: 0.9.</param>
    /// <param name="beta2">How much of the mean gradient is kept at each step. Default: 0.99.</param>
    public Lion(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.99)
    {
        LearningRate = learningRate;
        Beta1 = beta1;
        Beta2 = beta2;
    }

    /// <summary>How much of the mean gradient the direction takes.</summary>
    /// <value>Default: 0.9. Range: 0 and above, below 1.</value>
    public double Beta1 { get; init; }

    /// <summary>How much of the mean gradient is kept at each step.</summary>
    /// <value>Default: 0.99. Range: 0 and above, below 1.</value>
    public double Beta2 { get; init; }

    private protected override int RuleSlots => 1;

    internal override void Validate()
    {
        base.Validate();
        Check(Beta1 is >= 0 and < 1, nameof(Beta1), Beta1, "at least 0 and below 1");
        Check(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2, "at least 0 and below 1");
    }
}
