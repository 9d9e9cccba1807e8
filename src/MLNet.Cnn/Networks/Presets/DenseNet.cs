namespace MLNet.Cnn;

public static partial class Networks
{
    /// <summary>The densely connected network of 121 layers. On 224x224x3 images with 1,000 classes: 8,062,504 parameters.</summary>
    /// <remarks>
    /// Photos go through a 7x7 convolution and a max pooling, small images through a 3x3 convolution (<see cref="Stem"/>). Source: Huang, Liu, van der
    /// Maaten and Weinberger, "Densely Connected Convolutional Networks" (2017), table 1; layer by layer <c>keras.applications.DenseNet121</c> and
    /// <c>DenseNet169</c>, without their softmax.
    /// </remarks>
    /// <param name="stem">How the network begins. Default: chosen by the image's size.</param>
    /// <param name="growthRate">Channels that each layer adds (the paper's k). Default: 32.</param>
    /// <param name="dropout">The share of values dropped behind each convolution. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkBuilder DenseNet121(Stem stem = Stem.Automatic, int growthRate = 32, double dropout = 0) =>
        DenseNetOf(nameof(DenseNet121), [6, 12, 24, 16], stem, growthRate, dropout);

    /// <summary>The densely connected network of 169 layers. On 224x224x3 images with 1,000 classes: 14,307,880 parameters.</summary>
    /// <inheritdoc cref="DenseNet121" path="/remarks|/param|/exception"/>
    public static NetworkBuilder DenseNet169(Stem stem = Stem.Automatic, int growthRate = 32, double dropout = 0) =>
        DenseNetOf(nameof(DenseNet169), [6, 12, 32, 32], stem, growthRate, dropout);

    private static NetworkBuilder DenseNetOf(string name, int[] layers, Stem stem, int growthRate, double dropout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(growthRate, 1);
        Preset.CheckDropout(dropout);
        var style = new BlockStyle { Normalization = ApplicationNormalization, Activation = new ActivationLayer(Activation.ReLU), Dropout = dropout };
        return Preset.Of(NetworkFamily.DenseNet, name, (image, classCount) =>
        {
            var begin = style with { Name = "conv1" };
            bool isSmall = stem.IsSmall(image.Shape);
            var x = isSmall
                ? image.Convolution(begin, "conv", 2 * growthRate, 3)
                : image.ZeroPadding2D(3).Convolution(begin, "conv", new Conv2D(2 * growthRate, 7) { Strides = 2, UseBias = false });
            x = x.Normalization(begin, "bn").Activation(begin, "relu");
            if (!isSmall)
                x = x.ZeroPadding2D(1).MaxPooling2D(3, 2, name: "pool1");
            for (int block = 0; block < layers.Length; block++)
            {
                x = x.DenseBlock(layers[block], growthRate, bottleneck: true, style with { Name = FormattableString.Invariant($"conv{block + 2}") });
                if (block < layers.Length - 1)
                    x = x.TransitionBlock(0.5, style with { Name = FormattableString.Invariant($"pool{block + 2}") });
            }
            return x.Apply(style.Normalization with { Name = "bn" }).Apply(style.Activation with { Name = "relu" }).Head(classCount, dropout: 0);
        });
    }
}
