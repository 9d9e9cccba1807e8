namespace MLNet.Cnn;

/// <summary>All values in one row: rows first, then columns, then channels.</summary>
/// <remarks>Shapes: (height, width, channels) to (height x width x channels). Source: <c>keras.layers.Flatten</c>.</remarks>
public sealed record Flatten : Layer
{
    internal override LayerTraits Traits => LayerTraits.KeepsLogits | LayerTraits.KeepsNumbers;

    internal override Shape InferShape(LayerInputs inputs) => new(inputs.Single.Size);
}
