namespace MLNet.Cnn;

/// <summary>Normalizes the channels of each pixel to mean 0 and variance 1, then scales and shifts them by learned numbers.</summary>
/// <remarks>
/// Shapes: unchanged. The same in training and inference. Weights: <c>gamma</c> (if <see cref="Scale"/>) and <c>beta</c> (if <see cref="Center"/>), one number a
/// channel. Source: Ba et al. (2016), <c>keras.layers.LayerNormalization</c> along the last axis.
/// </remarks>
public sealed record LayerNormalization : Layer
{
    /// <summary>Added to the variance before the square root.</summary>
    /// <value>Default: 0.001. Above 0.</value>
    public double Epsilon { get; init; } = 1e-3;

    /// <summary>Whether a learned number is added (<c>beta</c>).</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Center { get; init; } = true;

    /// <summary>Whether a learned number multiplies (<c>gamma</c>).</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Scale { get; init; } = true;

    /// <summary>The first values of <c>beta</c>.</summary>
    /// <value>Default: <see cref="Initializers.Zeros"/>.</value>
    public Initializer BetaInitializer { get; init; } = Initializers.Zeros;

    /// <summary>The first values of <c>gamma</c>.</summary>
    /// <value>Default: <see cref="Initializers.Ones"/>.</value>
    public Initializer GammaInitializer { get; init; } = Initializers.Ones;

    internal override LayerTraits Traits => LayerTraits.NeedsDigits;

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(Epsilon > 0 && double.IsFinite(Epsilon), $"Epsilon is {Epsilon}, but it must be a finite number above 0.");
        return inputs.Single;
    }

    internal override IReadOnlyList<WeightSpec> InferWeights(LayerInputs inputs)
    {
        var channels = new Shape(inputs.Single.Channels);
        var weights = new List<WeightSpec>();
        if (Scale)
            weights.Add(new WeightSpec("gamma", channels, GammaInitializer, Trainable));
        if (Center)
            weights.Add(new WeightSpec("beta", channels, BetaInitializer, Trainable));
        return weights;
    }
}
