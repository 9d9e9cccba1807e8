namespace MLNet.Cnn;

/// <summary>Adam with Nesterov's look-ahead.</summary>
/// <remarks>Source: Dozat (2016), <c>keras.optimizers.Nadam</c>.</remarks>
public sealed record Nadam : Optimizer
{
    /// <summary>Makes Nadam.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.001.</param>
    /// <param name="beta1">How much of the mean gradient is kept at each step. Default: 0.9.</param>
    /// <param name="beta2">How much of the mean squared gradient is kept at each step. Default: 0.999.</param>
    /// <param name="epsilon">Added to the divisor, against division by zero. Default: 1e-7.</param>
    public Nadam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
    {
        LearningRate = learningRate;
        Beta1 = beta1;
        Beta2 = beta2;
        Epsilon = epsilon;
    }

    /// <summary>How much of the mean gradient is kept at each step.</summary>
    /// <value>Default: 0.9. Range: 0 and above, below 1.</value>
    public double Beta1 { get; init; }

    /// <summary>How much of the mean squared gradient is kept at each step.</summary>
    /// <value>Default: 0.999. Range: 0 and above, below 1.</value>
    public double Beta2 { get; init; }

    /// <summary>Added to the divisor, against division by zero.</summary>
    /// <value>Default: 1e-7. Above 0.</value>
    public double Epsilon { get; init; }

    private protected override int RuleSlots => 2;

    internal override void Validate()
    {
        base.Validate();
        Check(Beta1 is >= 0 and < 1, nameof(Beta1), Beta1, "at least 0 and below 1");
        Check(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2, "at least 0 and below 1");
        Check(double.IsFinite(Epsilon) && Epsilon > 0, nameof(Epsilon), Epsilon, "a finite number above 0");
    }
}
