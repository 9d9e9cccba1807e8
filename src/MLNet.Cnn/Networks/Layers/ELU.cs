namespace MLNet.Cnn;

/// <summary>x above 0, <see cref="Alpha"/> (exp(x) - 1) below.</summary>
/// <remarks>Shapes: unchanged. Source: Clevert et al. (2015), <c>keras.layers.ELU</c>.</remarks>
/// <param name="Alpha">The limit below 0, without its sign. Default: 1.</param>
public sealed record ELU(double Alpha = 1) : Layer
{
    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(double.IsFinite(Alpha), $"Alpha is {Alpha}, but it must be finite.");
        return inputs.Single;
    }
}
