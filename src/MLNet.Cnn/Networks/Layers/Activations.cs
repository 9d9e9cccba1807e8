namespace MLNet.Cnn;

/// <summary>Applies an activation as a layer of its own.</summary>
/// <remarks>Shapes: unchanged. Source: <c>keras.layers.Activation</c>, whose name it bears in summaries and files.</remarks>
/// <param name="Function">The activation.</param>
public sealed record ActivationLayer(Activation Function) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Activation";

    internal override Shape InferShape(LayerInputs inputs) => inputs.Single;
}

/// <summary>max(x, 0).</summary>
/// <remarks>Shapes: unchanged. Source: <c>keras.layers.ReLU</c>.</remarks>
public sealed record ReLU : Layer
{
    internal override Shape InferShape(LayerInputs inputs) => inputs.Single;
}

/// <summary>x above 0, <see cref="NegativeSlope"/> times x below.</summary>
/// <remarks>Shapes: unchanged. Source: <c>keras.layers.LeakyReLU</c>.</remarks>
/// <param name="NegativeSlope">The slope below 0; at least 0. Default: 0.3.</param>
public sealed record LeakyReLU(double NegativeSlope = 0.3) : Layer
{
    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(NegativeSlope >= 0, $"NegativeSlope is {NegativeSlope}, but it must be at least 0.");
        return inputs.Single;
    }
}

/// <summary>exp(x) over the sum of exp along the last dimension: probabilities.</summary>
/// <remarks>
/// Shapes: unchanged. At the end of a network it is taken off for training, which works from logits, and put back for
/// scoring. Source: <c>keras.layers.Softmax</c>.
/// </remarks>
public sealed record Softmax : Layer
{
    internal override Shape InferShape(LayerInputs inputs) => inputs.Single;
}
