namespace MLNet.Cnn;

public static partial class Networks
{
    // keras.applications' mobile networks average their statistics over about a thousand steps.
    private static readonly BlockStyle MobileStyle = new() { Normalization = new BatchNormalization { Momentum = 0.999 } };

    /// <summary>The mobile network of inverted residual blocks. On 224x224x3 images with 1,000 classes: 3,538,984 parameters.</summary>
    /// <remarks>
    /// For small images (<see cref="Stem"/>) the first convolution and the first halving stage keep the size. Source: Sandler, Howard, Zhu, Zhmoginov and Chen,
    /// "MobileNetV2: Inverted Residuals and Linear Bottlenecks" (2018), table 2; layer by layer <c>keras.applications.MobileNetV2</c>, without its softmax.
    /// </remarks>
    /// <param name="alpha">The factor of all filters, rounded to multiples of 8. Default: 1.</param>
    /// <param name="stem">How the network begins. Default: chosen by the image's size.</param>
    /// <param name="dropout">The share of values dropped before the last layer. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkBuilder MobileNetV2(double alpha = 1, Stem stem = Stem.Automatic, double dropout = 0)
    {
        Preset.CheckWidth(alpha);
        Preset.CheckDropout(dropout);
        // Filters, number of blocks, strides of the first one: table 2.
        (int Filters, int Blocks, int Strides)[] stages = [(16, 1, 1), (24, 2, 2), (32, 3, 2), (64, 4, 2), (96, 3, 1), (160, 3, 2), (320, 1, 1)];
        var style = MobileStyle with { Activation = new ReLU { MaxValue = 6 } };
        return Preset.Of(NetworkFamily.MobileNet, nameof(MobileNetV2), (image, classCount) =>
        {
            bool isSmall = stem.IsSmall(image.Shape);
            var x = image.Conv2D(Preset.MultipleOf8(32 * alpha), 3, isSmall ? 1 : 2, Padding.Same, useBias: false, name: "Conv1")
                .Apply(style.Normalization with { Name = "bn_Conv1" }).Apply(style.Activation with { Name = "Conv1_relu" });
            int number = 0;
            foreach (var (filters, blocks, strides) in stages)
            {
                for (int i = 0; i < blocks; i++, number++)
                {
                    int expanded = number == 0 ? x.Shape.Channels : 6 * x.Shape.Channels;
                    x = x.InvertedResidualBlock(
                        new InvertedResidual(Preset.MultipleOf8((int)(filters * alpha)), expanded) { Strides = i > 0 || (isSmall && number == 1) ? 1 : strides },
                        style with { Name = number == 0 ? "expanded_conv" : FormattableString.Invariant($"block_{number}") });
                }
            }
            // The paper narrows all but the last layer, which holds the features.
            return x.Conv2D(alpha > 1 ? Preset.MultipleOf8(1280 * alpha) : 1280, 1, useBias: false, name: "Conv_1")
                .Apply(style.Normalization with { Name = "Conv_1_bn" }).Apply(style.Activation with { Name = "out_relu" })
                .Head(classCount, dropout, poolingName: null);
        });
    }
}
