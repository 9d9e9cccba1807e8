namespace MLNet.Cnn;

/// <summary>exp(x) over the sum of exp along the last dimension: probabilities.</summary>
/// <remarks>
/// Shapes: unchanged. At the end of a network it is taken off for training, which works from logits, and put back for
/// scoring. Source: <c>keras.layers.Softmax</c>.
/// </remarks>
public sealed record Softmax : Layer
{
    internal override LayerTraits Traits => LayerTraits.KeepsLogits | LayerTraits.NeedsDigits;

    internal override Shape InferShape(LayerInputs inputs) => inputs.Single;
}
