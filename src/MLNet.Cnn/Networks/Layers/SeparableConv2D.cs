namespace MLNet.Cnn;

/// <summary>A depthwise convolution, whose channels a 1x1 convolution then mixes.</summary>
/// <remarks>
/// Shapes: (height, width, channels) to (output height, output width, <see cref="Filters"/>). Weights: <c>depthwise_kernel</c> (height, width, channels, multiplier),
/// <c>pointwise_kernel</c> (1, 1, channels x multiplier, filters) and <c>bias</c>. Source: Chollet (2016), <c>keras.layers.SeparableConv2D</c>.
/// </remarks>
/// <param name="Filters">Channels of the output; at least 1.</param>
/// <param name="KernelSize">Height and width of the window, in pixels; at least 1.</param>
public sealed record SeparableConv2D(int Filters, Size2D KernelSize) : Layer
{
    /// <summary>Kernels for each channel of the input.</summary>
    /// <value>Default: 1. At least 1.</value>
    public int DepthMultiplier { get; init; } = 1;

    /// <summary>Steps of the window along height and width.</summary>
    /// <value>Default: 1x1. At least 1.</value>
    public Size2D Strides { get; init; } = 1;

    /// <summary>What happens at the border.</summary>
    /// <value>Default: <see cref="Padding.Valid"/>.</value>
    public Padding Padding { get; init; } = Padding.Valid;

    /// <summary>The distance between neighbouring pixels of the window; above 1 only with strides of 1.</summary>
    /// <value>Default: 1x1. At least 1.</value>
    public Size2D DilationRate { get; init; } = 1;

    /// <summary>The activation of the output.</summary>
    /// <value>Default: <see cref="Activation.Linear"/>.</value>
    public Activation Activation { get; init; }

    /// <summary>Whether a bias is added.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool UseBias { get; init; } = true;

    /// <summary>The first values of the window of each channel.</summary>
    /// <value>Default: <see cref="Initializers.GlorotUniform"/>.</value>
    public Initializer DepthwiseInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>The first values of the 1x1 convolution.</summary>
    /// <value>Default: <see cref="Initializers.GlorotUniform"/>.</value>
    public Initializer PointwiseInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>The first values of the bias.</summary>
    /// <value>Default: <see cref="Initializers.Zeros"/>.</value>
    public Initializer BiasInitializer { get; init; } = Initializers.Zeros;

    internal Size2D Covered => WindowArithmetic.Covered(KernelSize, DilationRate);

    internal override LayerReach Reach => new(Covered, Strides);

    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(Filters >= 1, $"Filters is {Filters}, but at least 1 is needed.");
        var output = ConvolutionShape.Check(inputs, KernelSize, Strides, DilationRate, Padding);
        inputs.Require(DepthMultiplier >= 1, $"DepthMultiplier is {DepthMultiplier}, but at least 1 is needed.");
        return new Shape(output.Height, output.Width, Filters);
    }

    internal override IReadOnlyList<WeightSpec> InferWeights(LayerInputs inputs)
    {
        int channels = inputs.Single.Channels;
        var depthwise = new WeightSpec("depthwise_kernel", new Shape(KernelSize.Height, KernelSize.Width, channels, DepthMultiplier), DepthwiseInitializer, Trainable);
        var pointwise = new WeightSpec("pointwise_kernel", new Shape(1, 1, checked(channels * DepthMultiplier), Filters), PointwiseInitializer, Trainable);
        return UseBias ? [depthwise, pointwise, new WeightSpec("bias", new Shape(Filters), BiasInitializer, Trainable)] : [depthwise, pointwise];
    }

    internal override long CountMultiplyAdds(LayerInputs inputs, Shape output)
    {
        long mixed = (long)inputs.Single.Channels * DepthMultiplier;
        return output.Height * (long)output.Width * mixed * (KernelSize.Area + Filters);
    }
}
