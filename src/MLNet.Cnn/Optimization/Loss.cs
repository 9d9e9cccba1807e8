namespace MLNet.Cnn;

/// <summary>What training makes small. A definition only.</summary>
/// <remarks>
/// All work from the logits, which is exact where a logarithm of probabilities is not, and give the mean over the images of each
/// image's loss times its weight, Keras' <c>sum_over_batch_size</c>. Names, defaults and formulas are those of <c>keras.losses</c>.
/// </remarks>
public abstract record Loss
{
    private protected Loss()
    {
    }

    /// <summary>
    /// The cross-entropy that goes with the network's end: <see cref="CategoricalCrossentropy"/>, or <see cref="BinaryCrossentropy"/> where the
    /// network ends in a sigmoid or has a single output.
    /// </summary>
    public static Loss Automatic { get; } = new AutomaticLoss();

    /// <summary>Whether every output is judged for itself, by a sigmoid, and not all together, by a softmax.</summary>
    internal abstract bool IsOfSigmoid { get; }

    /// <summary>Throws if a setting is out of its range.</summary>
    internal virtual void Validate()
    {
    }

    /// <summary>The loss that the network is trained with.</summary>
    /// <exception cref="ArgumentException">The loss does not go with the network's end.</exception>
    internal virtual Loss For(Network network)
    {
        bool sigmoid = network.ScoresBySigmoid();
        if (sigmoid == IsOfSigmoid)
            return this;
        string end = network.OutputShape.Size == 1 ? "has a single output" : "ends in a sigmoid";
        throw new ArgumentException(sigmoid
            ? $"The loss {GetType().Name} judges all outputs together by a softmax, but the network '{network.Name}' {end}. Use BinaryCrossentropy, BinaryFocalCrossentropy or Loss.Automatic, or end the network in a Dense layer with one output a class and without sigmoid."
            : $"The loss {GetType().Name} judges each output by a sigmoid, but the network '{network.Name}' ends in {network.OutputShape.Size} logits or a softmax. Give its last layer Activation.Sigmoid, or use CategoricalCrossentropy, CategoricalFocalCrossentropy or Loss.Automatic.");
    }

    private protected void Check(bool valid, string setting, double value, string expected)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(setting, FormattableString.Invariant($"{GetType().Name}.{setting} is {value}, but it must be {expected}."));
    }

    private sealed record AutomaticLoss : Loss
    {
        internal override bool IsOfSigmoid => false;

        internal override Loss For(Network network) => network.ScoresBySigmoid() ? new BinaryCrossentropy() : new CategoricalCrossentropy();
    }
}
