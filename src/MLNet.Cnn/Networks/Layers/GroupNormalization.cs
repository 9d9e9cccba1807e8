namespace MLNet.Cnn;

/// <summary>Normalizes groups of channels of each image to mean 0 and variance 1, then scales and shifts each channel by learned numbers.</summary>
/// <remarks>
/// Shapes: unchanged. The same in training and inference, so that it works with small batches. Weights: <c>gamma</c> (if <see cref="Scale"/>) and <c>beta</c> (if
/// <see cref="Center"/>), one number a channel. Source: Wu and He (2018), <c>keras.layers.GroupNormalization</c>.
/// </remarks>
public sealed record GroupNormalization : Layer
{
    /// <summary>The number of groups.</summary>
    /// <value>Default: 32. At least 1, and a divisor of the number of channels; as many groups as channels is instance normalization.</value>
    public int Groups { get; init; } = 32;

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
        inputs.Require(inputs.Single.Rank is 1 or 3, $"it needs an image or a vector, but its input has the shape {inputs.Single}.");
        inputs.Require(Groups >= 1 && inputs.Single.Channels % Groups == 0, $"Groups is {Groups}, which must divide the {inputs.Single.Channels} channels of the input.");
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
