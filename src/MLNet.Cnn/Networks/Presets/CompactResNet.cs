namespace MLNet.Cnn;

public static partial class Networks
{
    /// <summary>A small residual network for images of about 28 to 64 pixels that trains quickly: a convolution and a pooling, then twice one convolution that widens and
    /// one whose output is added to its input. On 28x28x1 images with ten classes: 279,722 parameters.</summary>
    /// <remarks>It works at half and at a quarter of the image's size, where a convolution costs a fraction, and ends in the largest value of each feature (<see cref="GlobalMaxPooling2D"/>).
    /// The residual branch behind a widening convolution is that of Page, "How to train your ResNet" (2018).</remarks>
    /// <param name="filters">Filters of the first convolution; the others have two and four times as many. Default: 32.</param>
    /// <param name="dropout">The share of values dropped before the last layer. Default: 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static NetworkBuilder CompactResNet(int filters = 32, double dropout = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(filters, 1);
        Preset.CheckDropout(dropout);
        return Preset.Of(NetworkFamily.CompactResNet, nameof(CompactResNet), (image, classCount) =>
        {
            var x = Convolve(image, filters).MaxPooling2D();
            x = Widen(x, 2 * filters).MaxPooling2D();
            x = Widen(x, 4 * filters);
            return x.GlobalMaxPooling2D().DropoutBeforeHead(dropout).Dense(classCount);
        });

        static Symbol Widen(Symbol x, int filters)
        {
            var wide = Convolve(x, filters);
            return Convolve(wide, filters).Add(wide);
        }

        static Symbol Convolve(Symbol x, int filters) => x.Conv2D(filters, 3, padding: Padding.Same, useBias: false).BatchNormalization().ReLU();
    }
}
