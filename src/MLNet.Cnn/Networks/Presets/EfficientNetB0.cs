namespace MLNet.Cnn;

public static partial class Networks
{
    /// <summary>The first of the networks whose depth, width and image size grow together. On 224x224x3 images with 1,000 classes: 5,330,564 parameters.</summary>
    /// <remarks>
    /// For small images (<see cref="Stem"/>) the first convolution and the first halving stage keep the size. Source: Tan and Le, "EfficientNet: Rethinking Model
    /// Scaling for Convolutional Neural Networks" (2019), table 1; the layers are those of <c>keras.applications.EfficientNetB0</c> without its softmax and
    /// without the Rescaling and Normalization in front (Keras counts 7 parameters there), which are the pipeline's preprocessing here.
    /// </remarks>
    /// <param name="stem">How the network begins. Default: chosen by the image's size.</param>
    /// <param name="dropout">The share of values dropped before the last layer. Default: 0.2.</param>
    /// <param name="stochasticDepth">The share of images for which the last residual branch is left out; earlier ones less, in proportion. Default: 0.2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkBuilder EfficientNetB0(Stem stem = Stem.Automatic, double dropout = 0.2, double stochasticDepth = 0.2)
    {
        Preset.CheckDropout(dropout);
        Preset.CheckShare(stochasticDepth, nameof(stochasticDepth));
        // Filters, kernel, number of blocks, strides of the first one; all but the first stage expand six times: table 1.
        (int Filters, int Kernel, int Blocks, int Strides)[] stages =
            [(16, 3, 1, 1), (24, 3, 2, 2), (40, 5, 2, 2), (80, 3, 3, 2), (112, 5, 3, 1), (192, 5, 4, 2), (320, 3, 1, 1)];
        int total = stages.Sum(stage => stage.Blocks);
        var swish = new ActivationLayer(Activation.SiLU);
        var style = new BlockStyle { Activation = swish, KernelInitializer = new VarianceScalingInitializer(2, Fan.Out, InitialDistribution.TruncatedNormal) };
        return Preset.Of(NetworkFamily.EfficientNet, nameof(EfficientNetB0), (image, classCount) =>
        {
            bool isSmall = stem.IsSmall(image.Shape);
            var begin = style with { Name = "stem" };
            var x = isSmall
                ? image.Convolution(begin, "conv", 32, 3)
                : image.PadForHalving(begin, "conv_pad", 3).Convolution(begin, "conv", new Conv2D(32, 3) { Strides = 2, UseBias = false });
            x = x.Normalization(begin, "bn").Activation(begin, "activation");
            int number = 0;
            for (int stage = 0; stage < stages.Length; stage++)
            {
                var (filters, kernel, blocks, strides) = stages[stage];
                for (int i = 0; i < blocks; i++, number++)
                {
                    int channels = x.Shape.Channels;
                    x = x.InvertedResidualBlock(
                        new InvertedResidual(filters, stage == 0 ? channels : 6 * channels)
                        {
                            KernelSize = kernel,
                            Strides = i > 0 || (isSmall && stage == 1) ? 1 : strides,
                            Squeeze = new SqueezeAndExcitation(Math.Max(1, channels / 4)) { Activation = Activation.SiLU },
                        },
                        style with
                        {
                            Name = FormattableString.Invariant($"block{stage + 1}{(char)('a' + i)}"),
                            StochasticDepth = stochasticDepth * number / total,
                        });
                }
            }
            var top = style with { Name = "top" };
            x = x.Convolution(top, "conv", 1280, 1).Normalization(top, "bn").Activation(top, "activation")
                .GlobalAveragePooling2D("avg_pool").DropoutBeforeHead(dropout);
            return x.Apply(new Dense(classCount)
            {
                KernelInitializer = new VarianceScalingInitializer(1 / 3f, Fan.Out, InitialDistribution.Uniform),
                Name = "predictions",
            });
        });
    }
}
