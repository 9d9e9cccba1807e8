namespace MLNet.Cnn;

/// <summary>What <see cref="Adam"/> and <see cref="AdamW"/> have in common: steps scaled by running means of the gradient and of its square.</summary>
public abstract record AdamOptimizer : Optimizer
{
    private protected AdamOptimizer(double learningRate, double beta1, double beta2, double epsilon)
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

    /// <summary>Whether the divisor is the largest mean squared gradient so far instead of the present one (Reddi et al., 2018).</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AMSGrad { get; init; }

    private protected override int RuleSlots => AMSGrad ? 3 : 2;

    internal override void Validate()
    {
        base.Validate();
        Check(Beta1 is >= 0 and < 1, nameof(Beta1), Beta1, "at least 0 and below 1");
        Check(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2, "at least 0 and below 1");
        Check(double.IsFinite(Epsilon) && Epsilon > 0, nameof(Epsilon), Epsilon, "a finite number above 0");
    }
}
