namespace MLNet.Cnn;

/// <summary>x above 0, a learned number times x below.</summary>
/// <remarks>
/// Shapes: unchanged. Weights: <c>alpha</c>, of the shape of one example with 1 in each shared direction. Source: He et al. (2015),
/// <c>keras.layers.PReLU</c>, whose <c>shared_axes</c> 1, 2 and 3 are the three settings here.
/// </remarks>
public sealed record PReLU : Layer
{
    /// <summary>Whether all rows share their numbers.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool ShareHeight { get; init; }

    /// <summary>Whether all columns share their numbers.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool ShareWidth { get; init; }

    /// <summary>Whether all channels share their numbers.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool ShareChannels { get; init; }

    /// <summary>The first values of <c>alpha</c>.</summary>
    /// <value>Default: <see cref="Initializers.Zeros"/>.</value>
    public Initializer AlphaInitializer { get; init; } = Initializers.Zeros;

    internal override LayerTraits Traits => LayerTraits.NeedsDigits;

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(inputs.Single.IsImage || !(ShareHeight || ShareWidth), $"ShareHeight and ShareWidth need an image, but the input has the shape {inputs.Single}.");
        return inputs.Single;
    }

    internal override IReadOnlyList<WeightSpec> InferWeights(LayerInputs inputs)
    {
        var dimensions = inputs.Single.Dimensions.ToArray();
        if (ShareHeight)
            dimensions[0] = 1;
        if (ShareWidth)
            dimensions[1] = 1;
        if (ShareChannels)
            dimensions[^1] = 1;
        return [new WeightSpec("alpha", new Shape(dimensions), AlphaInitializer, Trainable)];
    }
}
