namespace MLNet.Cnn.Tests;

public class ColorOperationTests
{
    private static readonly Shape Pair = new(1, 2, 1);
    private static readonly Shape Photo = new(1, 2, 3);

    [Theory]
    [InlineData(0.1, new float[] { 125.5f, 255 })] // 100 and 250, plus 25.5, at most 255
    [InlineData(-0.5, new float[] { 0, 122.5f })]
    public void Brightness_adds_a_share_of_the_range_and_stays_within(double factor, float[] expected) =>
        Augmented.Equals(expected, Augmented.Image([new RandomBrightness((factor, factor))], Pair, [100, 250]));

    [Fact]
    public void The_range_of_values_can_be_given() => Augmented.Equals(
        [0.6f, 1], Augmented.Image([new RandomBrightness((0.5, 0.5)) { ValueRange = (0, 1) }], Pair, [0.1f, 0.9f]));

    // (x - mean) f + mean, for each channel; f = 1 + 0.5 and 1 - 0.5.
    [Fact]
    public void Contrast_moves_away_from_the_mean_of_each_channel()
    {
        float[] pixels = [10, 100, 0, 30, 200, 50];

        // 1 - lower = 1 + upper: nothing is random.
        Augmented.Equals(pixels, Augmented.Image([new RandomContrast(0)], Photo, pixels));
        foreach (float[] image in Augmented.Images([new RandomContrast((0.5, 0.5))], Photo, pixels, 50))
        {
            float factor = (image[3] - image[0]) / 20;
            Assert.InRange(factor, 0.5f, 1.5f);
            Augmented.Equals([20 - 10 * factor, 150 - 50 * factor, Math.Max(0, 25 - 25 * factor), 20 + 10 * factor, 150 + 50 * factor, 25 + 25 * factor], image, 1e-3f);
        }
    }

    [Fact]
    public void Contrast_is_drawn_between_both_ends()
    {
        var factors = Augmented.Images([new RandomContrast((0.5, 0.1))], Pair, [100, 120], 200).Select(image => (image[1] - image[0]) / 20).ToList();

        Assert.InRange(factors.Min(), 0.5f, 0.53f);
        Assert.InRange(factors.Max(), 1.07f, 1.1001f);
    }

    // Hue, saturation and value of (200, 100, 50): value 200, saturation 0.75. f / (1 - f) of 1/3 is 1/2.
    [Theory]
    [InlineData(0.5, new float[] { 200, 100, 50, 80, 80, 80 })]
    [InlineData(0.0, new float[] { 200, 200, 200, 80, 80, 80 })]
    [InlineData(1.0 / 3, new float[] { 200, 150, 125, 80, 80, 80 })]
    [InlineData(1.0, new float[] { 200, 66.6667f, 0, 80, 80, 80 })]
    public void Saturation_changes_while_hue_and_value_stay(double factor, float[] expected) =>
        Augmented.Equals(expected, Augmented.Image([new RandomSaturation((factor, factor))], Photo, [200, 100, 50, 80, 80, 80]), 1e-3f);

    [Fact]
    public void Erases_one_rectangle_of_the_given_size()
    {
        var image = new Shape(10, 20, 1);
        // The root of 0.25 is half of the height and half of the width.
        var erasing = new RandomErasing((1, 1)) { Scale = (0.25, 0.25), FillValue = 7 };

        foreach (float[] erased in Augmented.Images([erasing], image, [.. Enumerable.Repeat(1f, 200)], 50))
        {
            var places = Enumerable.Range(0, 200).Where(i => erased[i] == 7).Select(i => (Row: i / 20, Column: i % 20)).ToList();
            Assert.Equal(50, places.Count);
            Assert.Equal(4, places.Max(place => place.Row) - places.Min(place => place.Row));
            Assert.Equal(9, places.Max(place => place.Column) - places.Min(place => place.Column));
            Assert.Equal(150, erased.Count(value => value == 1));
        }
    }

    [Fact]
    public void Erases_about_half_of_the_images_and_paints_noise_by_default()
    {
        float[] gray = [.. Enumerable.Repeat(0.5f, 64)];
        var images = Augmented.Images([new RandomErasing { Scale = (1, 1), ValueRange = (0, 1) }], new Shape(8, 8, 1), gray, 400).ToList();

        var erased = images.Where(image => !image.SequenceEqual(gray)).ToList();
        Assert.InRange(erased.Count, 150, 250);
        // Normal noise of deviation 1, cut to 0 to 1: half of it 0, and 16 % of it 1.
        var values = erased.SelectMany(image => image).ToList();
        Assert.InRange(values.Count(value => value == 0) / (double)values.Count, 0.48, 0.52);
        Assert.InRange(values.Count(value => value == 1) / (double)values.Count, 0.14, 0.18);
        Assert.DoesNotContain(values, value => value is < 0 or > 1);
    }

    [Fact]
    public void Without_erasing_the_image_stays() => Assert.Equal(
        [1, 2, 3, 4], Augmented.Image([new RandomErasing((0, 0))], new Shape(2, 2, 1), [1, 2, 3, 4]));

    [Theory]
    [InlineData(0, 1, 0, 1)]
    [InlineData(0, 17, 0, 255)]
    [InlineData(0.2, 200, 0, 255)]
    [InlineData(-1, 1, -1, 1)]
    [InlineData(0, 65535, 0, 65535)]
    public void The_range_of_values_follows_from_the_pixels(double lowest, double highest, double expectedLowest, double expectedHighest) =>
        Assert.Equal(new PixelRange(expectedLowest, expectedHighest), PixelRange.Of(lowest, highest));
}
