namespace MLNet.Cnn;

/// <summary>Applies an activation as a layer of its own.</summary>
/// <remarks>Shapes: unchanged. Source: <c>keras.layers.Activation</c>, whose name it bears in summaries and files.</remarks>
/// <param name="Function">The activation.</param>
public sealed record ActivationLayer(Activation Function) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Activation";

    internal override LayerTraits Traits => Function switch
    {
        Activation.Linear or Activation.Sigmoid => LayerTraits.KeepsLogits,
        Activation.Softmax => LayerTraits.KeepsLogits | LayerTraits.NeedsDigits,
        Activation.Exponential => LayerTraits.NeedsDigits,
        _ => LayerTraits.None,
    };

    internal override Shape InferShape(LayerInputs inputs) => inputs.Single;
}
