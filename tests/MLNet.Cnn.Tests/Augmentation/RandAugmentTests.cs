namespace MLNet.Cnn.Tests;

public class RandAugmentTests
{
    private static readonly PixelRange Bytes = new(0, 255);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Draws_all_its_operations_and_stays_within_the_range(int channels)
    {
        var image = new Shape(6, 6, channels);
        float[] pixels = [.. Enumerable.Range(0, image.Size).Select(i => (float)(i * 37 % 200 + 20))];
        var images = Augmented.Images([new RandAugment { NumOps = 1 }], image, pixels, 200).ToList();

        Assert.All(images, changed => Assert.All(changed, pixel => Assert.InRange(pixel, 0, 255)));
        // Posterization, stretching and equalization are not random beyond their choice, so some results repeat; most others differ.
        Assert.InRange(images.Select(changed => string.Join(' ', changed)).Distinct().Count(), 60, 190);
    }

    [Fact]
    public void With_factors_of_zero_geometry_and_colors_stay()
    {
        // Sharpness at 0 smooths, posterization keeps one bit at least, contrast and equalization do what they do: an image of one value stays through all
        // but posterization, the zeros beyond its border in smoothing, and solarization, which turns everything above level 0.
        var image = new Shape(2, 2, 1);
        var results = Augmented.Images([new RandAugment { NumOps = 1, Factor = 0 }], image, [200, 200, 200, 200], 200)
            .Select(changed => string.Join(' ', changed.Select(pixel => Math.Round(pixel, 2)))).Distinct().Order().ToList();

        // Smoothed: four pixels of the kernel lie within, 5/13 + 3/13 of 200.
        Assert.Equal(["123.08 123.08 123.08 123.08", "128 128 128 128", "200 200 200 200", "55 55 55 55"], results);
    }

    [Fact]
    public void Sharpness_smooths_below_one_half_and_sharpens_above()
    {
        var image = new Shape(3, 3, 1);
        float[] Sharpened(float factor)
        {
            float[] pixels = [13, 13, 13, 13, 26, 13, 13, 13, 13];
            Sharpness.Apply(pixels, image, factor, Bytes);
            return pixels;
        }

        // The middle of the smooth image: (8 * 13 + 5 * 26) / 13 = 18.
        Assert.Equal(18, Sharpened(0)[4], 1e-4f);
        Assert.Equal(26, Sharpened(0.5f)[4], 1e-4f);
        Assert.Equal(26 + 0.5f * 8, Sharpened(0.75f)[4], 1e-4f);
        // A corner has zeros beyond it: (5 * 13 + 2 * 13 + 26) / 13 = 9.
        Assert.Equal(9, Sharpened(0)[0], 1e-4f);
    }

    [Theory]
    [InlineData(1, new float[] { 0, 0, 128, 128 })]
    [InlineData(4, new float[] { 0, 112, 128, 240 })]
    [InlineData(8, new float[] { 3, 127, 128, 255 })]
    public void Posterizing_keeps_the_highest_bits(int bits, float[] expected)
    {
        float[] pixels = [3, 127, 128, 255];
        ToneCurves.Posterize(pixels, bits, Bytes);
        Assert.Equal(expected, pixels);
    }

    [Fact]
    public void Solarizing_adds_and_turns_what_is_bright()
    {
        float[] pixels = [0, 50, 76, 240];
        // Plus 51: 51, 101, 127, 255; from 102 on their negatives.
        ToneCurves.Solarize(pixels, addition: 0.2, threshold: 0.4, Bytes);
        Augmented.Equals([51, 101, 128, 0], pixels);
    }

    [Fact]
    public void Stretching_takes_each_channel_to_both_ends_of_the_range()
    {
        float[] pixels = [0.2f, 0.5f, 0.4f, 0.5f, 0.3f, 0.5f];
        ToneCurves.Stretch(pixels, channels: 2, new PixelRange(0, 1));
        Augmented.Equals([0, 0.5f, 1, 0.5f, 0.5f, 0.5f], pixels);
    }

    [Fact]
    public void Equalizing_follows_how_many_pixels_are_darker()
    {
        // Of six pixels two are 10, three at most 20, six at most 30: (counts - 2) 255 / 4.
        float[] pixels = [10, 10, 20, 30, 30, 30];
        ToneCurves.Equalize(pixels, channels: 1, Bytes);
        Assert.Equal([0, 0, 64, 255, 255, 255], pixels);
    }

    [Fact]
    public void Effects_know_ranges_other_than_that_of_bytes()
    {
        float[] pixels = [0.2f, 0.6f];
        ToneCurves.Solarize(pixels, addition: 0, threshold: 0.5, new PixelRange(0, 1));
        Augmented.Equals([0.2f, 0.4f], pixels);
    }
}
