namespace MLNet.Cnn;

public static partial class Networks
{
    /// <summary>A small network for a few hundred to a few thousand photos: 3x3 convolutions with batch normalization, each but the last followed by a max pooling, then the
    /// mean and the largest value of each feature over the whole image, dropout and one Dense layer.</summary>
    /// <remarks>
    /// <para>There are as many convolutions as bring the image down to 8 pixels or less before the last, two at least and five at most; each has twice the filters of
    /// the one before, up to eight times those of the first. On 64x64x3 images with three classes: 4 convolutions and 98,931 parameters.</para>
    /// <para>No Dense layer sees positions, so the number of weights does not grow with the image, and few images cannot be learned by heart. The largest value beside the
    /// mean (Woo et al., "CBAM" (2018), section 3.1) finds what is small and rare in an image, such as a crack. The statistics of the batch normalizations follow quickly (momentum 0.9), because few images make few steps.</para>
    /// </remarks>
    /// <param name="filters">Filters of the first convolution. Default: 16.</param>
    /// <param name="dropout">The share of values dropped before the last layer. Default: 0.3.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dropout is out of its range.</exception>
    public static NetworkBuilder CompactConvNet(int filters = 16, double dropout = 0.3)
    {
        Preset.CheckDropout(dropout);
        return Preset.Of(NetworkFamily.CompactConvNet, nameof(CompactConvNet), (image, classCount) =>
        {
            int count = CompactConvolutions(image.Shape);
            var x = image;
            for (int i = 0; i < count; i++)
            {
                x = x.Conv2D(filters << Math.Min(i, 3), 3, padding: Padding.Same, useBias: false)
                    .Apply(new BatchNormalization { Momentum = 0.9 }).ReLU();
                if (i < count - 1)
                    x = x.MaxPooling2D(2);
            }
            return x.GlobalAveragePooling2D().Concatenate(x.GlobalMaxPooling2D()).DropoutBeforeHead(dropout).Dense(classCount);
        });
    }

    private static int CompactConvolutions(Shape image)
    {
        int count = 1;
        for (int side = Math.Min(image.Height, image.Width); side > 8 && count < 5; side /= 2)
            count++;
        return Math.Max(2, count);
    }
}
