namespace MLNet.Cnn;

public static partial class Networks
{
    /// <summary>The VGG network of 11 layers (configuration A). On 224x224x3 images with 1,000 classes: 132,863,336 parameters without batch normalization.</summary>
    /// <inheritdoc cref="Vgg16" path="/remarks|/param|/exception"/>
    public static NetworkBuilder Vgg11(bool batchNormalization = false, Stem stem = Stem.Automatic, double width = 1, double dropout = 0) =>
        Vgg(nameof(Vgg11), [1, 1, 2, 2, 2], batchNormalization, stem, (width, dropout));

    /// <summary>The VGG network of 13 layers (configuration B). On 224x224x3 images with 1,000 classes: 133,047,848 parameters without batch normalization.</summary>
    /// <inheritdoc cref="Vgg16" path="/remarks|/param|/exception"/>
    public static NetworkBuilder Vgg13(bool batchNormalization = false, Stem stem = Stem.Automatic, double width = 1, double dropout = 0) =>
        Vgg(nameof(Vgg13), [2, 2, 2, 2, 2], batchNormalization, stem, (width, dropout));

    /// <summary>The VGG network of 16 layers (configuration D). On 224x224x3 images with 1,000 classes: 138,357,544 parameters without batch normalization.</summary>
    /// <remarks>
    /// <para>Five stages of 3x3 convolutions, each ending in a max pooling. For photos two hidden Dense layers of 4,096 follow, as in the paper; for small
    /// images (<see cref="Stem"/>) the last stage's average goes straight to the classes, because those layers would hold nearly all parameters.</para>
    /// <para>Source: Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition" (2015), table 1; layer by layer
    /// <c>keras.applications.VGG16</c>, without its softmax. Batch normalization after Ioffe and Szegedy (2015), behind
    /// each convolution, which keeps its bias: 138,365,992 trainable parameters.</para>
    /// </remarks>
    /// <param name="batchNormalization">Whether a BatchNormalization follows each convolution; from scratch the network hardly trains without. Default: <see langword="false"/>.</param>
    /// <param name="stem">How the network begins and ends. Default: chosen by the image's size.</param>
    /// <param name="width">The factor of all filters and hidden units. Default: 1.</param>
    /// <param name="dropout">The share of values dropped behind each hidden Dense layer, or before the last layer; the paper has 0.5. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkBuilder Vgg16(bool batchNormalization = false, Stem stem = Stem.Automatic, double width = 1, double dropout = 0) =>
        Vgg(nameof(Vgg16), [2, 2, 3, 3, 3], batchNormalization, stem, (width, dropout));

    private static NetworkBuilder Vgg(string name, int[] convolutions, bool batchNormalization, Stem stem, (double Width, double Dropout) settings)
    {
        Preset.CheckWidth(settings.Width);
        Preset.CheckDropout(settings.Dropout);
        return Preset.Of(NetworkFamily.Vgg, name, (image, classCount) =>
        {
            bool isSmall = stem.IsSmall(image.Shape);
            var x = image;
            for (int stage = 0; stage < convolutions.Length; stage++)
            {
                int filters = Math.Min(64 << stage, 512).Scaled(settings.Width);
                for (int i = 1; i <= convolutions[stage]; i++)
                    x = Convolution(x, filters, FormattableString.Invariant($"block{stage + 1}"), i);
                // Small images may have an odd size before a pooling, whose last row and column then count too.
                x = x.MaxPooling2D(2, padding: isSmall ? Padding.Same : Padding.Valid, name: FormattableString.Invariant($"block{stage + 1}_pool"));
            }
            if (isSmall)
                return x.Head(classCount, settings.Dropout);
            int units = 4096.Scaled(settings.Width);
            x = Hidden(Hidden(x.Flatten("flatten"), units, "fc1"), units, "fc2");
            return x.Dense(classCount, name: "predictions");
        });

        Symbol Convolution(Symbol x, int filters, string stage, int i) => batchNormalization
            ? x.Conv2D(filters, 3, padding: Padding.Same, name: FormattableString.Invariant($"{stage}_conv{i}"))
                .BatchNormalization(FormattableString.Invariant($"{stage}_bn{i}")).ReLU(FormattableString.Invariant($"{stage}_relu{i}"))
            : x.Conv2D(filters, 3, padding: Padding.Same, activation: Activation.ReLU, name: FormattableString.Invariant($"{stage}_conv{i}"));

        Symbol Hidden(Symbol x, int units, string layer)
        {
            x = x.Dense(units, Activation.ReLU, name: layer);
            return settings.Dropout == 0 ? x : x.Dropout(settings.Dropout, $"{layer}_dropout");
        }
    }
}
