namespace MLNet.Cnn;

/// <summary>Dropout of whole channels: neighbouring pixels resemble each other, so dropping single ones has little effect.</summary>
/// <remarks>Shapes: unchanged. Source: Tompson et al. (2015), <c>keras.layers.SpatialDropout2D</c>.</remarks>
/// <param name="Rate">The share of channels set to 0; at least 0 and below 1.</param>
public sealed record SpatialDropout2D(double Rate) : Layer
{
    internal override LayerTraits Traits => LayerTraits.OnlyInTraining | LayerTraits.RemembersFactors;

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(Rate is >= 0 and < 1, $"Rate is {Rate}, but it must be at least 0 and below 1.");
        return inputs.SingleImage;
    }
}
