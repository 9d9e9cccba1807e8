namespace MLNet.Cnn;

/// <summary>max(x, 0).</summary>
/// <remarks>Shapes: unchanged. Source: <c>keras.layers.ReLU</c>.</remarks>
public sealed record ReLU : Layer
{
    internal override Shape InferShape(LayerInputs inputs) => inputs.Single;
}
