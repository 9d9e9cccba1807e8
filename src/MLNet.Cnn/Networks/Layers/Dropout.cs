namespace MLNet.Cnn;

/// <summary>While training, sets values to 0 at random and enlarges the others by 1 / (1 - rate); while scoring, does nothing.</summary>
/// <remarks>Shapes: unchanged. Source: Srivastava et al. (2014), <c>keras.layers.Dropout</c>.</remarks>
/// <param name="Rate">The share of values set to 0; at least 0 and below 1.</param>
public sealed record Dropout(double Rate) : Layer
{
    /// <summary>
    /// Whether whole images are dropped instead of single values: stochastic depth, where the layer ends a residual branch (Huang et al. 2016;
    /// Keras: a <c>noise_shape</c> of <c>(None, 1, 1, 1)</c>).
    /// </summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool PerImage { get; init; }

    internal override LayerTraits Traits => LayerTraits.OnlyInTraining | LayerTraits.RemembersFactors;

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(Rate is >= 0 and < 1, $"Rate is {Rate}, but it must be at least 0 and below 1.");
        return inputs.Single;
    }
}
