namespace MLNet.Cnn;

/// <summary>A fully connected layer: every output is a weighted sum of all inputs.</summary>
/// <remarks>
/// Shapes: (inputs) to (<see cref="Units"/>); of an image or another shape the last dimension alone, place by place, as in Keras:
/// (height, width, inputs) to (height, width, <see cref="Units"/>). Put <see cref="Flatten"/> in front to connect all places. Weights: <c>kernel</c> (inputs, units) and <c>bias</c> (units). Source:
/// <c>keras.layers.Dense</c>.
/// </remarks>
/// <param name="Units">Number of outputs; at least 1.</param>
/// <param name="Activation">The activation of the output. Default: <see cref="Activation.Linear"/>.</param>
public sealed record Dense(int Units, Activation Activation = Activation.Linear) : Layer
{
    /// <summary>Whether a bias is added.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool UseBias { get; init; } = true;

    /// <summary>The first values of the kernel.</summary>
    /// <value>Default: <see cref="Initializers.GlorotUniform"/>.</value>
    public Initializer KernelInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>The first values of the bias.</summary>
    /// <value>Default: <see cref="Initializers.Zeros"/>.</value>
    public Initializer BiasInitializer { get; init; } = Initializers.Zeros;

    internal override LayerReach Reach => LayerReach.All;

    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs)
    {
        var input = inputs.Single;
        inputs.Require(Units >= 1, $"Units is {Units}, but at least 1 is needed.");
        return new Shape([.. input.Dimensions[..^1], Units]);
    }

    internal override IReadOnlyList<WeightSpec> InferWeights(LayerInputs inputs)
    {
        var kernel = new WeightSpec("kernel", new Shape(inputs.Single.Channels, Units), KernelInitializer, Trainable);
        return UseBias ? [kernel, new WeightSpec("bias", new Shape(Units), BiasInitializer, Trainable)] : [kernel];
    }

    internal override long CountMultiplyAdds(LayerInputs inputs, Shape output) => (long)inputs.Single.Channels * output.Size;
}
