using SkiaSharp;

namespace MLNet.Cnn.Tests;

/// <summary>Which images are said to look the same.</summary>
public class NearGroupTests
{
    [Fact]
    public void The_color_counts_and_so_does_the_shape()
    {
        var images = new[] { Circle(SKColors.Pink), Circle(SKColors.Purple), Circle(SKColors.Blue), Square(SKColors.Pink), Square(SKColors.Blue) };

        Assert.Empty(NearGroups.Of([.. images.Select(image => Look(image))]).Groups);
    }

    [Fact]
    public void A_small_thing_of_another_color_is_another_picture() =>
        Assert.Empty(NearGroups.Of([Look(Circle(SKColors.Red, 6)), Look(Circle(SKColors.Blue, 6)), Look(Circle(SKColors.Green, 6))]).Groups);

    [Fact]
    public void A_circle_and_a_square_of_one_color_at_one_place_are_two_pictures()
    {
        var color = new SKColor(190, 75, 115);

        Assert.Empty(NearGroups.Of([Look(Circle(color, 19)), Look(Draw((canvas, paint) => canvas.DrawRect(44, 44, 32, 32, paint), color))]).Groups);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg, 60, 120)]
    [InlineData(SKEncodedImageFormat.Webp, 70, 120)]
    [InlineData(SKEncodedImageFormat.Png, 100, 77)]
    [InlineData(SKEncodedImageFormat.Png, 100, 201)]
    public void A_copy_that_was_saved_again_or_resized_looks_the_same(SKEncodedImageFormat format, int quality, int side)
    {
        var original = Circle(SKColors.Purple);
        using var resized = original.Resize(new SKImageInfo(side, side), SKFilterQuality.High);
        using var data = resized.Encode(format, quality);

        Assert.Single(NearGroups.Of([Look(original), Look(data.ToArray(), 1)]).Groups);
    }

    [Fact]
    public void Nothing_is_chained()
    {
        // Each is 12 of 255 less red than the one before: near to its neighbors, two steps away near to nothing.
        var images = Enumerable.Range(0, 6).Select(i => Look(Circle(new SKColor((byte)(200 - 12 * i), 0, 0)), i)).ToList();

        var groups = NearGroups.Of(images).Groups;

        Assert.Equal([[0, 1], [2, 3], [4, 5]], groups.Select(group => group.Select(image => (int)image.Image.Row)));
    }

    [Fact]
    public void Images_that_differ_are_told_apart_without_comparing_each_with_each()
    {
        var random = new Random(1);
        var images = Enumerable.Range(0, 1500).Select(i => Look(DrawnFiles.Encode(DrawnFiles.Draw(random, i % 3, 16, 16), SKEncodedImageFormat.Png), i)).ToList();
        images.AddRange(images.Take(20));

        var (groups, notCompared) = NearGroups.Of(images, comparisonsPerImage: 100);

        Assert.Equal((20, 0), (groups.Count, notCompared));
    }

    [Fact]
    public void The_search_ends_where_too_many_are_almost_alike_and_says_so()
    {
        // Noise so faint that all colors are near, and yet the edges differ.
        var random = new Random(1);
        var images = Enumerable.Range(0, 300).Select(i => Look(Noise(random), i)).ToList();

        Assert.Equal((0, 0), (NearGroups.Of(images).Groups.Count, NearGroups.Of(images).NotCompared));
        Assert.InRange(NearGroups.Of(images, comparisonsPerImage: 50).NotCompared, 200, 270);
    }

    private static SKBitmap Circle(SKColor color, float radius = 30) => Draw((canvas, paint) => canvas.DrawCircle(60, 60, radius, paint), color);

    private static SKBitmap Square(SKColor color) => Draw((canvas, paint) => canvas.DrawRect(33, 33, 54, 54, paint), color);

    private static SKBitmap Draw(Action<SKCanvas, SKPaint> draw, SKColor color)
    {
        var bitmap = new SKBitmap(120, 120);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var paint = new SKPaint { Color = color, IsAntialias = true };
        draw(canvas, paint);
        return bitmap;
    }

    private static byte[] Noise(Random random)
    {
        using var bitmap = new SKBitmap(16, 17);
        for (int i = 0; i < 16 * 17; i++)
        {
            byte gray = (byte)random.Next(124, 132);
            bitmap.SetPixel(i % 16, i / 16, new SKColor(gray, gray, gray));
        }
        return DrawnFiles.Encode(bitmap, SKEncodedImageFormat.Png);
    }

    private static InspectedImage Look(SKBitmap bitmap, int row = 0) => Look(DrawnFiles.Encode(bitmap, SKEncodedImageFormat.Png), row);

    private static InspectedImage Look(byte[] file, int row) => InspectedImage.Of(new ImageReference(row, null, null), new ImageValue(null, file, null));
}
