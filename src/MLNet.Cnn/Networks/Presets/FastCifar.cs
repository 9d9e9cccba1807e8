namespace MLNet.Cnn;

public static partial class Networks
{
    /// <summary>A network for small photos that learns fast: a first convolution that whitens 2x2 patches, and three groups of two 3x3 convolutions. On 32x32x3 images with ten classes: 1.97 million parameters.</summary>
    /// <remarks>
    /// <para>The first kernel is taken from the training images (<see cref="Initializers.PatchWhitening"/>), the others begin as the identity (<see cref="Initializers.Dirac"/>), and the scale
    /// of the normalizations is fixed, so that it reaches in ten epochs what residual networks need a hundred for. It wants a high learning rate: its recipe stands in docs/networks.md.</para>
    /// <para>Source: Jordan, "94% on CIFAR-10 in 3.29 seconds on a single GPU" (2024), airbench94. In front of the Dense layer stands the largest value of each feature over all
    /// positions, which is the paper's pooling on 32x32 images and goes with any size.</para>
    /// </remarks>
    /// <param name="width">The factor of all filters but the first convolution's, whose number the patches give. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is not a finite number above 0.</exception>
    public static NetworkBuilder FastCifar(double width = 1)
    {
        Preset.CheckWidth(width);
        return Preset.Of(NetworkFamily.FastCifar, nameof(FastCifar), (image, classCount) =>
        {
            // A filter for each component of the patches and one for its opposite.
            int components = 2 * 2 * image.Shape.Channels;
            var x = image.Apply(new Conv2D(2 * components, 2) { KernelInitializer = Initializers.PatchWhitening(), Name = "whitening" }).Activation(Activation.GELU, "whitening_gelu");
            x = x.FastCifarGroup(64.Scaled(width), "group1").FastCifarGroup(256.Scaled(width), "group2").FastCifarGroup(256.Scaled(width), "group3");
            return x.GlobalMaxPooling2D("max_pool").Apply(new Dense(classCount) { UseBias = false, KernelInitializer = FastCifarKernel, Name = "predictions" })
                // Small logits, so that the first steps at a high rate do not overshoot.
                .Rescaling(1.0 / 9, name: "scale");
        });
    }

    /// <summary>What PyTorch draws kernels by: evenly up to 1 / sqrt(in).</summary>
    private static Initializer FastCifarKernel { get; } = new VarianceScalingInitializer(1f / 3, Fan.In, InitialDistribution.Uniform);

    private static Symbol FastCifarGroup(this Symbol x, int filters, string name) => x
        .FastCifarConvolution(filters, $"{name}_conv1").MaxPooling2D(2, name: $"{name}_pool").FastCifarNormalization($"{name}_norm1")
        .FastCifarConvolution(filters, $"{name}_conv2").FastCifarNormalization($"{name}_norm2");

    private static Symbol FastCifarConvolution(this Symbol x, int filters, string name) => x.Apply(
        new Conv2D(filters, 3) { Padding = Padding.Same, UseBias = false, KernelInitializer = Initializers.Dirac(rest: FastCifarKernel), Name = name });

    private static Symbol FastCifarNormalization(this Symbol x, string name) => x
        .Apply(new BatchNormalization { Momentum = 0.6, Epsilon = 1e-12, Scale = false, Name = name }).Activation(Activation.GELU, $"{name}_gelu");
}
