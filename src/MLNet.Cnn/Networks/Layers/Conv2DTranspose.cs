namespace MLNet.Cnn;

/// <summary>The transpose of a convolution: enlarges the image by the strides.</summary>
/// <remarks>
/// <para>Shapes: (height, width, channels) to (output height, output width, <see cref="Filters"/>); under <see cref="Padding.Same"/> the output is the input times the
/// strides, under <see cref="Padding.Valid"/> larger by what the kernel covers beyond the strides.</para>
/// <para>Weights: <c>kernel</c> (height, width, filters, channels) and <c>bias</c>. Source: <c>keras.layers.Conv2DTranspose</c> without <c>output_padding</c>.</para>
/// </remarks>
/// <param name="Filters">Channels of the output; at least 1.</param>
/// <param name="KernelSize">Height and width of the window, in pixels; at least 1.</param>
public sealed record Conv2DTranspose(int Filters, Size2D KernelSize) : Layer
{
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
    public Initializer KernelInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>The first values of the bias.</summary>
    /// <value>Default: <see cref="Initializers.Zeros"/>.</value>
    public Initializer BiasInitializer { get; init; } = Initializers.Zeros;

    internal Size2D Covered => WindowArithmetic.Covered(KernelSize, DilationRate);

    // Each value of the output depends on the few of the input whose windows reach it; one is the least.
    internal override LayerReach Reach => LayerReach.Pointwise;

    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs)
    {
        var input = inputs.SingleImage;
        inputs.Require(Filters >= 1, $"Filters is {Filters}, but at least 1 is needed.");
        inputs.Require(KernelSize.IsPositive, $"KernelSize is {KernelSize}, but both sides must be at least 1.");
        inputs.Require(Strides.IsPositive, $"Strides is {Strides}, but both must be at least 1.");
        inputs.Require(DilationRate.IsPositive, $"DilationRate is {DilationRate}, but both must be at least 1.");
        inputs.Require(Strides == 1 || DilationRate == 1, $"Strides {Strides} together with DilationRate {DilationRate} is not supported, as in Keras: set one of them to 1.");
        return new Shape(
            WindowArithmetic.TransposedLength(input.Height, Covered.Height, Strides.Height, Padding),
            WindowArithmetic.TransposedLength(input.Width, Covered.Width, Strides.Width, Padding),
            Filters);
    }

    internal override IReadOnlyList<WeightSpec> InferWeights(LayerInputs inputs)
    {
        var kernel = new WeightSpec("kernel", new Shape(KernelSize.Height, KernelSize.Width, Filters, inputs.Single.Channels), KernelInitializer, Trainable);
        return UseBias ? [kernel, new WeightSpec("bias", new Shape(Filters), BiasInitializer, Trainable)] : [kernel];
    }

    internal override long CountMultiplyAdds(LayerInputs inputs, Shape output) => (long)inputs.Single.Size * KernelSize.Area * Filters;
}
