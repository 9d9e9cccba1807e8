using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>What a Normalization gets from the training images, against sums in exact or double arithmetic.</summary>
public class ChannelStatisticsTests
{
    [Fact]
    public void A_thermal_image_far_from_0_keeps_its_variance()
    {
        // 16-bit counts around 30,000 that differ by 2: in float32, E[x²] - m² is 0 or anything.
        var random = new Random(1);
        float[][] images = [.. Enumerable.Range(0, 20).Select(_ => (float[])[.. Enumerable.Range(0, 144).Select(_ => 30_000f + random.Next(5))])];

        var statistics = Of(images, new Shape(12, 12, 1));

        AssertEqualsDouble(images, 1, statistics, precision: 1e-12);
    }

    [Fact]
    public void Each_channel_has_statistics_of_its_own()
    {
        var random = new Random(1);
        float[][] images = [.. Enumerable.Range(0, 20).Select(i => (float[])[.. Enumerable.Range(0, 192).Select(p => (p % 3 * 1_000) + i + random.NextSingle() * (p % 3 + 1))])];

        AssertEqualsDouble(images, 3, Of(images, new Shape(8, 8, 3)), precision: 1e-12);
    }

    [Fact]
    public void A_column_of_numbers_is_a_channel_each()
    {
        float[][] images = [[1, 10, 5], [3, 10, 7], [8, 10, 9]];

        var statistics = Of(images, new Shape(1, 1, 3));

        Assert.Equal([4, 10, 7], statistics.Mean);
        Assert.Equal([26 / 3.0, 0, 8 / 3.0], statistics.Variance.Select(value => Math.Round(value, 12)).ToArray(), (a, b) => Math.Abs(a - b) < 1e-11);
    }

    private static ChannelStatistics Of(float[][] images, Shape shape)
    {
        var column = new ImageColumn("Image", shape, ImageLayout.Interleaved, IsByte: false);
        using var set = new ImageSet(column, new PixelRows(shape.Size * sizeof(float), long.MaxValue, () => throw new InvalidOperationException("The budget is enough.")));
        foreach (float[] image in images)
        {
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(image.AsSpan()).CopyTo(set.Pixels.Next());
            set.Add(0);
        }
        set.Store.Complete();
        return ChannelStatistics.Of(ImageSubset.All(set));
    }

    private static void AssertEqualsDouble(float[][] images, int channels, ChannelStatistics actual, double precision)
    {
        for (int channel = 0; channel < channels; channel++)
        {
            double[] values = [.. images.SelectMany(image => image.Where((_, i) => i % channels == channel)).Select(value => (double)value)];
            double mean = values.Average(), variance = values.Average(value => (value - mean) * (value - mean));
            Assert.Equal(mean, actual.Mean[channel], mean * precision);
            Assert.Equal(variance, actual.Variance[channel], variance * precision);
        }
    }
}
