namespace MLNet.Cnn;

/// <summary>x above 0, <see cref="NegativeSlope"/> times x below.</summary>
/// <remarks>Shapes: unchanged. Source: <c>keras.layers.LeakyReLU</c>.</remarks>
/// <param name="NegativeSlope">The slope below 0; at least 0. Default: 0.3.</param>
public sealed record LeakyReLU(double NegativeSlope = 0.3) : Layer
{
    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(NegativeSlope >= 0 && double.IsFinite(NegativeSlope), $"NegativeSlope is {NegativeSlope}, but it must be finite and at least 0.");
        return inputs.Single;
    }
}
