namespace MLNet.Cnn;

/// <summary>Steps whose size follows running means of the squared gradient and of the squared update.</summary>
/// <remarks>Source: Zeiler (2012), <c>keras.optimizers.Adadelta</c>.</remarks>
public sealed record Adadelta : Optimizer
{
    /// <summary>Makes Adadelta.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.001.</param>
    /// <param name="rho">How much of the two means is kept at each step. Default: 0.95.</param>
    /// <param name="epsilon">Added to the divisor, against division by zero. Default: 1e-7.</param>
    public Adadelta(double learningRate = 0.001, double rho = 0.95, double epsilon = 1e-7)
    {
        LearningRate = learningRate;
        Rho = rho;
        Epsilon = epsilon;
    }

    /// <summary>How much of the two means is kept at each step.</summary>
    /// <value>Default: 0.95. Range: 0 and above, below 1.</value>
    public double Rho { get; init; }

    /// <summary>Added to the divisor, against division by zero.</summary>
    /// <value>Default: 1e-7. Above 0.</value>
    public double Epsilon { get; init; }

    private protected override int RuleSlots => 2;

    internal override void Validate()
    {
        base.Validate();
        Check(Rho is >= 0 and < 1, nameof(Rho), Rho, "at least 0 and below 1");
        Check(double.IsFinite(Epsilon) && Epsilon > 0, nameof(Epsilon), Epsilon, "a finite number above 0");
    }
}
