namespace MLNet.Cnn;

/// <summary>x * <see cref="Scale"/> + <see cref="Offset"/>: turns pixels from 0–255 into 0–1 with a scale of 1/255.</summary>
/// <remarks>Shapes: unchanged. Source: <c>keras.layers.Rescaling</c>.</remarks>
/// <param name="Scale">The factor.</param>
/// <param name="Offset">What is added. Default: 0.</param>
public sealed record Rescaling(double Scale, double Offset = 0) : Layer
{
    internal override LayerTraits Traits => LayerTraits.ScalesPixels | LayerTraits.KeepsLogits | LayerTraits.NeedsDigits;

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(double.IsFinite(Scale) && double.IsFinite(Offset), $"Scale is {Scale} and Offset is {Offset}, but both must be finite.");
        return inputs.Single;
    }
}
