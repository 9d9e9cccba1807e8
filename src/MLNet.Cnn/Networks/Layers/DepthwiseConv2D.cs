namespace MLNet.Cnn;

/// <summary>Slides a window over each channel alone: <see cref="DepthMultiplier"/> kernels for each.</summary>
/// <remarks>
/// Shapes: (height, width, channels) to (output height, output width, channels x <see cref="DepthMultiplier"/>). Weights: <c>kernel</c> (height, width, channels,
/// multiplier) and <c>bias</c>. Source: Howard et al. (2017), <c>keras.layers.DepthwiseConv2D</c>.
/// </remarks>
/// <param name="KernelSize">Height and width of the window, in pixels; at least 1.</param>
public sealed record DepthwiseConv2D(Size2D KernelSize) : Layer
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

    /// <summary>The first values of the kernel.</summary>
    /// <value>Default: <see cref="Initializers.GlorotUniform"/>.</value>
    public Initializer DepthwiseInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>The first values of the bias.</summary>
    /// <value>Default: <see cref="Initializers.Zeros"/>.</value>
    public Initializer BiasInitializer { get; init; } = Initializers.Zeros;

    internal Size2D Covered => WindowArithmetic.Covered(KernelSize, DilationRate);

    internal override LayerReach Reach => new(Covered, Strides);

    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs)
    {
        var output = ConvolutionShape.Check(inputs, KernelSize, Strides, DilationRate, Padding);
        inputs.Require(DepthMultiplier >= 1, $"DepthMultiplier is {DepthMultiplier}, but at least 1 is needed.");
        return new Shape(output.Height, output.Width, checked(inputs.Single.Channels * DepthMultiplier));
    }

    internal override IReadOnlyList<WeightSpec> InferWeights(LayerInputs inputs)
    {
        int channels = inputs.Single.Channels;
        var kernel = new WeightSpec("kernel", new Shape(KernelSize.Height, KernelSize.Width, channels, DepthMultiplier), DepthwiseInitializer, Trainable);
        return UseBias ? [kernel, new WeightSpec("bias", new Shape(channels * DepthMultiplier), BiasInitializer, Trainable)] : [kernel];
    }

    internal override long CountMultiplyAdds(LayerInputs inputs, Shape output) => (long)output.Size * KernelSize.Area;
}
