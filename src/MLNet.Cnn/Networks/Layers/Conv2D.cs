namespace MLNet.Cnn;

/// <summary>Two-dimensional convolution: a window slides over the image, and every filter gives the sum of its products.</summary>
/// <remarks>
/// <para>Shapes: (height, width, channels) to (output height, output width, <see cref="Filters"/>). Weights: <c>kernel</c>
/// (kernel height, kernel width, channels / <see cref="Groups"/>, <see cref="Filters"/>) and <c>bias</c> (<see cref="Filters"/>).</para>
/// <para>It is a cross-correlation: the kernel is not flipped. Source: <c>keras.layers.Conv2D</c>.</para>
/// </remarks>
/// <param name="Filters">Number of filters, which is the number of channels that come out; at least 1.</param>
/// <param name="KernelSize">Height and width of the window, in pixels; at least 1.</param>
public sealed record Conv2D(int Filters, Size2D KernelSize) : Layer
{
    /// <summary>Steps of the window along height and width.</summary>
    /// <value>Default: 1. Above 1 together with <see cref="DilationRate"/> above 1 is refused, as in Keras.</value>
    public Size2D Strides { get; init; } = 1;

    /// <summary>What happens at the border.</summary>
    /// <value>Default: <see cref="Padding.Valid"/>.</value>
    public Padding Padding { get; init; } = Padding.Valid;

    /// <summary>Distance between neighbouring kernel elements along height and width; 2 leaves one pixel out between two.</summary>
    /// <value>Default: 1. A dilation of 2 makes a 3x3 kernel cover 5x5 pixels with the same nine weights a channel.</value>
    public Size2D DilationRate { get; init; } = 1;

    /// <summary>Number of groups into which channels and filters are split; each group sees its own channels only.</summary>
    /// <value>Default: 1. It must divide both the channels and <see cref="Filters"/>.</value>
    public int Groups { get; init; } = 1;

    /// <summary>Whether a bias is added.</summary>
    /// <value>Default: <see langword="true"/>. Superfluous in front of BatchNormalization, which has its own.</value>
    public bool UseBias { get; init; } = true;

    /// <summary>The activation of the output.</summary>
    /// <value>Default: <see cref="Activation.Linear"/>.</value>
    public Activation Activation { get; init; } = Activation.Linear;

    /// <summary>The first values of the kernel.</summary>
    /// <value>Default: <see cref="Initializers.GlorotUniform"/>.</value>
    public Initializer KernelInitializer { get; init; } = Initializers.GlorotUniform;

    /// <summary>The first values of the bias.</summary>
    /// <value>Default: <see cref="Initializers.Zeros"/>.</value>
    public Initializer BiasInitializer { get; init; } = Initializers.Zeros;

    internal Size2D Covered => WindowArithmetic.Covered(KernelSize, DilationRate);

    internal override LayerReach Reach => new(Covered, Strides);

    internal override LayerTraits Traits => LayerTraits.None;

    internal override Shape InferShape(LayerInputs inputs)
    {
        var input = inputs.SingleImage;
        inputs.Require(Filters >= 1, $"Filters is {Filters}, but at least 1 is needed.");
        inputs.Require(KernelSize.IsPositive, $"KernelSize is {KernelSize}, but both sides must be at least 1.");
        inputs.Require(Strides.IsPositive, $"Strides is {Strides}, but both must be at least 1.");
        inputs.Require(DilationRate.IsPositive, $"DilationRate is {DilationRate}, but both must be at least 1.");
        inputs.Require(Strides == 1 || DilationRate == 1,
            $"Strides {Strides} together with DilationRate {DilationRate} is not supported, as in Keras: set one of them to 1.");
        inputs.Require(Groups >= 1 && input.Channels % Groups == 0 && Filters % Groups == 0,
            $"Groups is {Groups}, which must divide both the {input.Channels} channels of the input and the {Filters} filters.");
        var output = WindowArithmetic.OutputSize(inputs.SingleImageSize, Covered, Strides, Padding);
        if (!output.IsPositive)
        {
            string kernel = DilationRate == 1 ? $"a {KernelSize} kernel" : $"a {KernelSize} kernel with DilationRate {DilationText} covers {Covered} pixels and";
            throw inputs.Error($"{kernel} does not fit the {input} input under Padding.Valid. Use Padding.Same, a smaller kernel or a larger image.");
        }
        return new Shape(output.Height, output.Width, Filters);
    }

    internal override IReadOnlyList<WeightSpec> InferWeights(LayerInputs inputs)
    {
        var kernel = new WeightSpec(
            "kernel", new Shape(KernelSize.Height, KernelSize.Width, inputs.Single.Channels / Groups, Filters), KernelInitializer, Trainable);
        return UseBias ? [kernel, new WeightSpec("bias", new Shape(Filters), BiasInitializer, Trainable)] : [kernel];
    }

    internal override long CountMultiplyAdds(LayerInputs inputs, Shape output) =>
        (long)output.Size * KernelSize.Area * (inputs.Single.Channels / Groups);

    private string DilationText => DilationRate.Height == DilationRate.Width ? $"{DilationRate.Height}" : $"{DilationRate}";
}
