namespace MLNet.Cnn;

/// <summary>Steps that shrink for weights with large gradients so far: <c>w -= rate g / sqrt(sum(g²) + epsilon)</c>.</summary>
/// <remarks>Source: Duchi et al. (2011), <c>keras.optimizers.Adagrad</c>.</remarks>
public sealed record Adagrad : Optimizer
{
    /// <summary>Makes Adagrad.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.001.</param>
    /// <param name="initialAccumulatorValue">The sum of squares to begin with. Default: 0.1.</param>
    /// <param name="epsilon">Added to the divisor, against division by zero. Default: 1e-7.</param>
    public Adagrad(double learningRate = 0.001, double initialAccumulatorValue = 0.1, double epsilon = 1e-7)
    {
        LearningRate = learningRate;
        InitialAccumulatorValue = initialAccumulatorValue;
        Epsilon = epsilon;
    }

    /// <summary>The sum of squares to begin with.</summary>
    /// <value>Default: 0.1. At least 0.</value>
    public double InitialAccumulatorValue { get; init; }

    /// <summary>Added to the divisor, against division by zero.</summary>
    /// <value>Default: 1e-7. Above 0.</value>
    public double Epsilon { get; init; }

    private protected override int RuleSlots => 1;

    internal override void Validate()
    {
        base.Validate();
        Check(double.IsFinite(InitialAccumulatorValue) && InitialAccumulatorValue >= 0, nameof(InitialAccumulatorValue), InitialAccumulatorValue, "a finite number of at least 0");
        Check(double.IsFinite(Epsilon) && Epsilon > 0, nameof(Epsilon), Epsilon, "a finite number above 0");
    }
}
