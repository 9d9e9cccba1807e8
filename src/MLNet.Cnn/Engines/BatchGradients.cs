namespace MLNet.Cnn;

/// <summary>By what gradients are asked for besides images and weights, and in which mode.</summary>
public sealed record GradientQuery
{
    /// <summary>Whether layers behave as in training: BatchNormalization with the batch's own statistics, which move by one step, and Dropout active.
    /// In inference mode nothing changes.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool Training { get; init; } = true;

    /// <summary>The names of the layers by whose outputs gradients are wanted.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Layers { get; init; } = [];

    /// <summary>The key of all random numbers.</summary>
    /// <value>Default: 0.</value>
    public ulong RandomKey { get; init; }
}

/// <summary>The gradients of a function of the outputs.</summary>
/// <param name="Outputs">The outputs: one for each of <see cref="EngineSettings.Outputs"/>.</param>
/// <param name="Input">The gradient by the images: (count, height, width, channels).</param>
/// <param name="Layers">The gradients by the outputs of <see cref="GradientQuery.Layers"/>, in their order; 0 where the function does not depend on them.</param>
/// <param name="Weights">The gradient by each trainable weight, in Keras' layout.</param>
public sealed record BatchGradients(IReadOnlyList<LayerOutput> Outputs, ReadOnlyMemory<float> Input, IReadOnlyList<LayerOutput> Layers, IReadOnlyList<WeightArray> Weights)
{
    /// <summary>The first output.</summary>
    public LayerOutput Output => Outputs[0];
}
