namespace MLNet.Cnn;

/// <summary>Steps scaled by a running mean of the squared gradient: <c>w -= rate g / sqrt(mean(g²) + epsilon)</c>.</summary>
/// <remarks>Source: Tieleman and Hinton (2012), <c>keras.optimizers.RMSprop</c>.</remarks>
public sealed record RMSprop : Optimizer
{
    /// <summary>Makes RMSprop.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.001.</param>
    /// <param name="rho">How much of the mean squared gradient is kept at each step. Default: 0.9.</param>
    /// <param name="momentum">The share of the last update that goes into the next one. Default: 0.</param>
    /// <param name="epsilon">Added to the divisor, against division by zero. Default: 1e-7.</param>
    /// <param name="centered">Whether the divisor is the variance of the gradient instead of its mean square. Default: <see langword="false"/>.</param>
    public RMSprop(double learningRate = 0.001, double rho = 0.9, double momentum = 0, double epsilon = 1e-7, bool centered = false)
    {
        LearningRate = learningRate;
        Rho = rho;
        Momentum = momentum;
        Epsilon = epsilon;
        Centered = centered;
    }

    /// <summary>How much of the mean squared gradient is kept at each step.</summary>
    /// <value>Default: 0.9. Range: 0 and above, below 1.</value>
    public double Rho { get; init; }

    /// <summary>The share of the last update that goes into the next one.</summary>
    /// <value>Default: 0. Range: 0 and above, below 1.</value>
    public double Momentum { get; init; }

    /// <summary>Added to the divisor, against division by zero.</summary>
    /// <value>Default: 1e-7. Above 0.</value>
    public double Epsilon { get; init; }

    /// <summary>Whether the divisor is the variance of the gradient instead of its mean square.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Centered { get; init; }

    private protected override int RuleSlots => 3; // whatever its settings

    internal override void Validate()
    {
        base.Validate();
        Check(Rho is >= 0 and < 1, nameof(Rho), Rho, "at least 0 and below 1");
        Check(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "at least 0 and below 1");
        Check(double.IsFinite(Epsilon) && Epsilon > 0, nameof(Epsilon), Epsilon, "a finite number above 0");
    }
}
