namespace MLNet.Cnn;

/// <summary>Steps scaled by running means of the gradient and of its square.</summary>
/// <remarks>Source: Kingma and Ba (2014), <c>keras.optimizers.Adam</c>, whose epsilon stands outside the bias correction.</remarks>
public record Adam : Optimizer
{
    /// <summary>Makes Adam.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.001.</param>
    /// <param name="beta1">How much of the mean gradient is kept at each step. Default: 0.9.</param>
    /// <param name="beta2">How much of the mean squared gradient is kept. Default: 0.999.</param>
    /// <param name="epsilon">Added to the divisor. Default: 1e-7.</param>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
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

    internal override double MomentumOrBeta1 => Beta1;

    internal override void Validate()
    {
        base.Validate();
        Check(Beta1 is >= 0 and < 1, nameof(Beta1), Beta1, "at least 0 and below 1");
        Check(Beta2 is >= 0 and < 1, nameof(Beta2), Beta2, "at least 0 and below 1");
        Check(double.IsFinite(Epsilon) && Epsilon > 0, nameof(Epsilon), Epsilon, "a finite number above 0");
    }
}

/// <summary>Adam with decoupled weight decay.</summary>
/// <remarks>Source: Loshchilov and Hutter (2017), <c>keras.optimizers.AdamW</c>.</remarks>
public sealed record AdamW : Adam
{
    /// <summary>Makes AdamW.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.001.</param>
    /// <param name="weightDecay">The share of each weight taken off at every step, times the learning rate. Default: 0.004.</param>
    /// <param name="beta1">How much of the mean gradient is kept at each step. Default: 0.9.</param>
    /// <param name="beta2">How much of the mean squared gradient is kept. Default: 0.999.</param>
    /// <param name="epsilon">Added to the divisor. Default: 1e-7.</param>
    public AdamW(double learningRate = 0.001, double weightDecay = 0.004, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(learningRate, beta1, beta2, epsilon) => WeightDecay = weightDecay;
}
