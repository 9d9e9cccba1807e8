namespace MLNet.Cnn;

/// <summary>Gradient descent, with momentum if asked for: <c>v = momentum v - rate g; w += v</c>, and with Nesterov's look-ahead <c>w += momentum v - rate g</c>.</summary>
/// <remarks>Source: <c>keras.optimizers.SGD</c>, which folds the rate into the velocity.</remarks>
public sealed record SGD : Optimizer
{
    /// <summary>Makes gradient descent.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.01.</param>
    /// <param name="momentum">The share of the last update that goes into the next one. Default: 0.</param>
    /// <param name="nesterov">Whether the gradient is applied ahead of the velocity. Default: <see langword="false"/>.</param>
    public SGD(double learningRate = 0.01, double momentum = 0, bool nesterov = false)
    {
        LearningRate = learningRate;
        Momentum = momentum;
        Nesterov = nesterov;
    }

    /// <summary>The share of the last update that goes into the next one.</summary>
    /// <value>Default: 0. Range: 0 and above, below 1.</value>
    public double Momentum { get; init; }

    /// <summary>Whether the gradient is applied ahead of the velocity.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool Nesterov { get; init; }

    private protected override int RuleSlots => Momentum == 0 ? 0 : 1;

    internal override void Validate()
    {
        base.Validate();
        Check(Momentum is >= 0 and < 1, nameof(Momentum), Momentum, "at least 0 and below 1");
    }
}
