namespace MLNet.Cnn;

public static partial class Networks
{
    // keras.applications' epsilon of its residual and dense networks.
    private static readonly BatchNormalization ApplicationNormalization = new() { Epsilon = 1.001e-5 };

    /// <summary>The residual network of 18 layers. On 224x224x3 images with 1,000 classes: 11,689,512 trainable parameters.</summary>
    /// <inheritdoc cref="ResNet50" path="/remarks|/param|/exception"/>
    public static NetworkBuilder ResNet18(Stem stem = Stem.Automatic, double width = 1, double dropout = 0) =>
        ResNetOf(nameof(ResNet18), [2, 2, 2, 2], new ResNetForm(IsBottleneck: false, IsPreActivation: false), stem, (width, dropout));

    /// <summary>The residual network of 34 layers. On 224x224x3 images with 1,000 classes: 21,797,672 trainable parameters.</summary>
    /// <inheritdoc cref="ResNet50" path="/remarks|/param|/exception"/>
    public static NetworkBuilder ResNet34(Stem stem = Stem.Automatic, double width = 1, double dropout = 0) =>
        ResNetOf(nameof(ResNet34), [3, 4, 6, 3], new ResNetForm(IsBottleneck: false, IsPreActivation: false), stem, (width, dropout));

    /// <summary>The residual network of 50 layers. On 224x224x3 images with 1,000 classes: 25,636,712 parameters.</summary>
    /// <remarks>
    /// <para>Photos go through a 7x7 convolution and a max pooling, small images through a 3x3 convolution (<see cref="Stem"/>); then come four
    /// stages of residual blocks, each with twice the filters and half the size of the one before, and a global average pooling.</para>
    /// <para>Source: He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition" (2015), table 1; with 50 and 101 layers, layer by layer
    /// <c>keras.applications.ResNet50</c> and <c>ResNet101</c>, without their softmax.</para>
    /// </remarks>
    /// <param name="stem">How the network begins. Default: chosen by the image's size.</param>
    /// <param name="width">The factor of all filters. Default: 1.</param>
    /// <param name="dropout">The share of values dropped before the last layer. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkBuilder ResNet50(Stem stem = Stem.Automatic, double width = 1, double dropout = 0) =>
        ResNetOf(nameof(ResNet50), [3, 4, 6, 3], new ResNetForm(IsBottleneck: true, IsPreActivation: false), stem, (width, dropout));

    /// <summary>The residual network of 101 layers. On 224x224x3 images with 1,000 classes: 44,707,176 parameters.</summary>
    /// <inheritdoc cref="ResNet50" path="/remarks|/param|/exception"/>
    public static NetworkBuilder ResNet101(Stem stem = Stem.Automatic, double width = 1, double dropout = 0) =>
        ResNetOf(nameof(ResNet101), [3, 4, 23, 3], new ResNetForm(IsBottleneck: true, IsPreActivation: false), stem, (width, dropout));

    /// <summary>The residual network of 18 layers that activates before it convolves.</summary>
    /// <inheritdoc cref="ResNet50V2" path="/remarks|/param|/exception"/>
    public static NetworkBuilder ResNet18V2(Stem stem = Stem.Automatic, double width = 1, double dropout = 0) =>
        ResNetOf(nameof(ResNet18V2), [2, 2, 2, 2], new ResNetForm(IsBottleneck: false, IsPreActivation: true), stem, (width, dropout));

    /// <summary>The residual network of 34 layers that activates before it convolves.</summary>
    /// <inheritdoc cref="ResNet50V2" path="/remarks|/param|/exception"/>
    public static NetworkBuilder ResNet34V2(Stem stem = Stem.Automatic, double width = 1, double dropout = 0) =>
        ResNetOf(nameof(ResNet34V2), [3, 4, 6, 3], new ResNetForm(IsBottleneck: false, IsPreActivation: true), stem, (width, dropout));

    /// <summary>The residual network of 50 layers that activates before it convolves. On 224x224x3 images with 1,000 classes: 25,613,800 parameters.</summary>
    /// <remarks>Source: He, Zhang, Ren and Sun, "Identity Mappings in Deep Residual Networks" (2016); with 50 and 101 layers, layer by layer
    /// <c>keras.applications.ResNet50V2</c> and <c>ResNet101V2</c>, without their softmax: there a stage halves the image in its last block.</remarks>
    /// <param name="stem">How the network begins. Default: chosen by the image's size.</param>
    /// <param name="width">The factor of all filters. Default: 1.</param>
    /// <param name="dropout">The share of values dropped before the last layer. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkBuilder ResNet50V2(Stem stem = Stem.Automatic, double width = 1, double dropout = 0) =>
        ResNetOf(nameof(ResNet50V2), [3, 4, 6, 3], new ResNetForm(IsBottleneck: true, IsPreActivation: true), stem, (width, dropout));

    /// <summary>The residual network of 101 layers that activates before it convolves. On 224x224x3 images with 1,000 classes: 44,675,560 parameters.</summary>
    /// <inheritdoc cref="ResNet50V2" path="/remarks|/param|/exception"/>
    public static NetworkBuilder ResNet101V2(Stem stem = Stem.Automatic, double width = 1, double dropout = 0) =>
        ResNetOf(nameof(ResNet101V2), [3, 4, 23, 3], new ResNetForm(IsBottleneck: true, IsPreActivation: true), stem, (width, dropout));

    private static NetworkBuilder ResNetOf(string name, int[] blocks, ResNetForm form, Stem stem, (double Width, double Dropout) settings)
    {
        Preset.CheckWidth(settings.Width);
        Preset.CheckDropout(settings.Dropout);
        return Preset.Of(NetworkFamily.ResNet, name, (image, classCount) =>
        {
            var x = form.Begin(image, 64.Scaled(settings.Width), stem.IsSmall(image.Shape));
            for (int stage = 0; stage < blocks.Length; stage++)
            {
                int filters = (64 << stage).Scaled(settings.Width);
                for (int block = 1; block <= blocks[stage]; block++)
                    x = form.Block(x, filters, (stage, block, blocks[stage]));
            }
            return form.End(x).Head(classCount, settings.Dropout);
        });
    }

    /// <summary>Which of the four kinds of residual networks.</summary>
    private sealed record ResNetForm(bool IsBottleneck, bool IsPreActivation)
    {
        private readonly BlockStyle _style = new()
        {
            Normalization = ApplicationNormalization,
            Activation = new ActivationLayer(Activation.ReLU),
            StridesFirst = true,
            // In Keras' first version the bottlenecks have biases that their normalization takes off again.
            UseBias = IsBottleneck && !IsPreActivation,
        };

        private BlockStyle Stem => _style with { Name = "conv1", UseBias = IsBottleneck || IsPreActivation };

        public Symbol Begin(Symbol image, int filters, bool isSmall)
        {
            var x = isSmall
                ? image.Convolution(Stem, "conv", filters, 3)
                : image.ZeroPadding2D(3, "conv1_pad").Convolution(Stem, "conv", new Conv2D(filters, 7) { Strides = 2, UseBias = Stem.UseBias });
            if (!IsPreActivation)
                x = x.Normalization(Stem, "bn").Activation(Stem, "relu");
            return isSmall ? x : x.ZeroPadding2D(1, "pool1_pad").MaxPooling2D(3, 2, name: "pool1_pool");
        }

        /// <summary>The first version halves the image in the first block of all stages but the first, the second one in the last block of all stages but the last.</summary>
        public Symbol Block(Symbol x, int filters, (int Stage, int Block, int Blocks) at)
        {
            var style = _style with { Name = FormattableString.Invariant($"conv{at.Stage + 2}_block{at.Block}") };
            bool halves = IsPreActivation ? at.Block == at.Blocks && at.Stage < 3 : at.Block == 1 && at.Stage > 0;
            int strides = halves ? 2 : 1;
            return (IsBottleneck, IsPreActivation) switch
            {
                (false, false) => x.ResidualBlock(filters, strides, style),
                (true, false) => x.BottleneckBlock(filters, strides, style: style),
                (false, true) => x.PreActivationBlock(filters, strides, style),
                (true, true) => x.PreActivationBottleneckBlock(filters, strides, style: style),
            };
        }

        public Symbol End(Symbol x) => IsPreActivation
            ? x.Normalization(_style with { Name = "post" }, "bn").Activation(_style with { Name = "post" }, "relu")
            : x;
    }
}
