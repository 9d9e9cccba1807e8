namespace MLNet.Cnn;

/// <summary>Mean and population variance of each channel over all pixels of all images: Keras' <c>Normalization.adapt</c>, in double precision.</summary>
/// <param name="Mean">The mean of each channel.</param>
/// <param name="Variance">The variance of each channel.</param>
internal sealed record ChannelStatistics(double[] Mean, double[] Variance)
{
    /// <summary>Of some images.</summary>
    /// <remarks>Deviations are squared, not pixels: a thermal image of 30,000 counts keeps a variance of 1. The images' own statistics are merged one by one
    /// (T. F. Chan, G. H. Golub, R. J. LeVeque: Updating Formulae and a Pairwise Algorithm for Computing Sample Variances, 1979), in the order of the rows, so that every machine gets the same bits.</remarks>
    public static ChannelStatistics Of(ImageSubset images)
    {
        var shape = images.Images.Shape;
        int channels = shape.Channels;
        double area = (double)shape.Size / channels;
        var pixels = new float[shape.Size];
        var (mean, squares) = (new double[channels], new double[channels]);
        var (imageMean, imageSquares) = (new double[channels], new double[channels]);
        for (int i = 0; i < images.Count; i++)
        {
            images.Images.Gather([images.Rows[i]], pixels);
            Measure(pixels, imageMean, imageSquares);
            for (int c = 0; c < channels; c++)
            {
                double difference = imageMean[c] - mean[c];
                mean[c] += difference / (i + 1);
                squares[c] += imageSquares[c] + difference * difference * area * i / (i + 1);
            }
        }
        return new(mean, [.. squares.Select(sum => sum / (area * images.Count))]);
    }

    /// <summary>The mean of each channel of one image, and the sum of the squared deviations from it.</summary>
    private static void Measure(ReadOnlySpan<float> pixels, Span<double> mean, Span<double> squares)
    {
        int channels = mean.Length;
        mean.Clear();
        squares.Clear();
        for (int i = 0; i < pixels.Length; i += channels)
        {
            for (int c = 0; c < channels; c++)
                mean[c] += pixels[i + c];
        }
        for (int c = 0; c < channels; c++)
            mean[c] /= pixels.Length / channels;
        for (int i = 0; i < pixels.Length; i += channels)
        {
            for (int c = 0; c < channels; c++)
                squares[c] += (pixels[i + c] - mean[c]) * (pixels[i + c] - mean[c]);
        }
    }
}
