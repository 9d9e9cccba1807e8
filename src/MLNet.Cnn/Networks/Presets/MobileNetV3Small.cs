namespace MLNet.Cnn;

public static partial class Networks
{
    /// <summary>The small mobile network that was found by search. On 224x224x3 images with 1,000 classes: 2,554,968 parameters.</summary>
    /// <remarks>
    /// For small images (<see cref="Stem"/>) the first convolution and the first block keep the size. Source: Howard et al., "Searching for MobileNetV3" (2019),
    /// table 2; the weights are those of <c>keras.applications.MobileNetV3Small</c>, which has its rescaling of pixels in front and writes its gates
    /// (hard sigmoids) as three operations each.
    /// </remarks>
    /// <param name="alpha">The factor of all filters, rounded to multiples of 8. Default: 1.</param>
    /// <param name="stem">How the network begins. Default: chosen by the image's size.</param>
    /// <param name="dropout">The share of values dropped before the last layer. Default: 0.2.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkBuilder MobileNetV3Small(double alpha = 1, Stem stem = Stem.Automatic, double dropout = 0.2)
    {
        Preset.CheckWidth(alpha);
        Preset.CheckDropout(dropout);
        // Expansion, filters, kernel, strides, squeeze and excitation, hard swish: table 2.
        (double Expansion, int Filters, int Kernel, int Strides, bool Squeezes, bool HardSwish)[] blocks =
        [
            (1, 16, 3, 2, true, false), (72 / 16.0, 24, 3, 2, false, false), (88 / 24.0, 24, 3, 1, false, false),
            (4, 40, 5, 2, true, true), (6, 40, 5, 1, true, true), (6, 40, 5, 1, true, true), (3, 48, 5, 1, true, true), (3, 48, 5, 1, true, true),
            (6, 96, 5, 2, true, true), (6, 96, 5, 1, true, true), (6, 96, 5, 1, true, true),
        ];
        var hardSwish = new ActivationLayer(Activation.HardSiLU);
        return Preset.Of(NetworkFamily.MobileNet, nameof(MobileNetV3Small), (image, classCount) =>
        {
            bool isSmall = stem.IsSmall(image.Shape);
            var x = image.Conv2D(16, 3, isSmall ? 1 : 2, Padding.Same, useBias: false, name: "conv")
                .Apply(MobileStyle.Normalization with { Name = "conv_bn" }).Apply(hardSwish);
            for (int i = 0; i < blocks.Length; i++)
            {
                var block = blocks[i];
                int expanded = Preset.MultipleOf8(x.Shape.Channels * block.Expansion);
                x = x.InvertedResidualBlock(
                    new InvertedResidual(Preset.MultipleOf8(block.Filters * alpha), expanded)
                    {
                        KernelSize = block.Kernel,
                        Strides = isSmall && i == 0 ? 1 : block.Strides,
                        Squeeze = block.Squeezes ? new SqueezeAndExcitation(Preset.MultipleOf8(expanded / 4.0)) { Gate = Activation.HardSigmoid } : null,
                    },
                    MobileStyle with
                    {
                        Name = i == 0 ? "expanded_conv" : FormattableString.Invariant($"expanded_conv_{i}"),
                        Activation = block.HardSwish ? hardSwish : new ReLU(),
                    });
            }
            return x.Conv2D(Preset.MultipleOf8(x.Shape.Channels * 6), 1, padding: Padding.Same, useBias: false, name: "conv_1")
                .Apply(MobileStyle.Normalization with { Name = "conv_1_bn" }).Apply(hardSwish)
                .Apply(new GlobalAveragePooling2D { KeepDims = true })
                .Conv2D(alpha > 1 ? Preset.MultipleOf8(1024 * alpha) : 1024, 1, padding: Padding.Same, name: "conv_2").Apply(hardSwish)
                .DropoutBeforeHead(dropout).Conv2D(classCount, 1, padding: Padding.Same, name: "logits").Flatten();
        });
    }
}
