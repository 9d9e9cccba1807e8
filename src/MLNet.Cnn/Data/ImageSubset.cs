using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>Some rows of an <see cref="ImageSet"/>, without a copy: what training and validation each work on.</summary>
/// <param name="Images">The images.</param>
/// <param name="Rows">The chosen rows.</param>
internal sealed record ImageSubset(ImageSet Images, int[] Rows)
{
    public int Count => Rows.Length;

    public static ImageSubset All(ImageSet images) => new(images, [.. Enumerable.Range(0, images.Count)]);

    /// <summary>The values that the pixels of all images have.</summary>
    public PixelRange ValueRange()
    {
        var pixels = new float[Images.Shape.Size];
        float lowest = float.PositiveInfinity, highest = float.NegativeInfinity;
        foreach (int row in Rows)
        {
            Images.Gather([row], pixels);
            lowest = Math.Min(lowest, TensorPrimitives.Min<float>(pixels));
            highest = Math.Max(highest, TensorPrimitives.Max<float>(pixels));
        }
        return PixelRange.Of(lowest, highest);
    }

    /// <summary>Mean and population variance of each channel over all pixels of all images: Keras' <c>Normalization.adapt</c>.</summary>
    public (ValueList Mean, ValueList Variance) ChannelStatistics()
    {
        int channels = Images.Shape.Channels;
        var pixels = new float[Images.Shape.Size];
        var sums = new double[channels];
        var squares = new double[channels];
        foreach (int row in Rows)
        {
            Images.Gather([row], pixels);
            if (channels == 1)
            {
                sums[0] += TensorPrimitives.Sum<float>(pixels);
                squares[0] += TensorPrimitives.SumOfSquares<float>(pixels);
                continue;
            }
            for (int i = 0; i < pixels.Length; i += channels)
            {
                for (int c = 0; c < channels; c++)
                {
                    sums[c] += pixels[i + c];
                    squares[c] += (double)pixels[i + c] * pixels[i + c];
                }
            }
        }
        double count = (double)Rows.Length * Images.Shape.Size / channels;
        var mean = sums.Select(sum => sum / count).ToArray();
        var variance = squares.Select((square, c) => Math.Max(0, square / count - mean[c] * mean[c]));
        return (ValueList.Create([.. mean.Select(m => (float)m)]), ValueList.Create([.. variance.Select(v => (float)v)]));
    }
}
