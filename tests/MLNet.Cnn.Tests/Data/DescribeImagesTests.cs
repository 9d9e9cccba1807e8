using Microsoft.ML;
using SkiaSharp;

namespace MLNet.Cnn.Tests;

/// <summary>What DescribeImages tells of a folder whose oddities are known.</summary>
public sealed class DescribeImagesTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public DescribeImagesTests()
    {
        DrawnFiles.Write(_folder.Path, perClass: 3);
        using var photo = Photo(200, 120);
        Put("blau/photo.jpg", photo, SKEncodedImageFormat.Jpeg);
        File.Copy(_folder.File("blau/photo.jpg"), _folder.File("rot/the same.jpg"));
        Put("rot/saved again.webp", photo, SKEncodedImageFormat.Webp);
        using var smaller = photo.Resize(new SKImageInfo(100, 60), SKFilterQuality.High);
        Put("rot/smaller.png", smaller, SKEncodedImageFormat.Png);
        using var other = Photo(200, 120, SKColors.Orange);
        Put("rot/other color.jpg", other, SKEncodedImageFormat.Jpeg);
        using var flat = new SKBitmap(30, 30);
        flat.Erase(SKColors.Green);
        Put("grün/flat.png", flat, SKEncodedImageFormat.Png);
        Put("grün/really a jpeg.png", other, SKEncodedImageFormat.Jpeg);
        using var gray = new SKBitmap(new SKImageInfo(100, 9, SKColorType.Gray8));
        gray.SetPixel(3, 3, SKColors.White);
        Put("grün/strip.jpg", gray, SKEncodedImageFormat.Jpeg);
        File.WriteAllText(_folder.File("grün/text.jpg"), "no image");
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ImagePath")]
    [InlineData("Image")]
    public void Everything_odd_is_found(string column)
    {
        var description = _context.Data.DescribeImages(_context.Data.LoadFromImageFolder(_folder.Path), column);

        Assert.Equal(18, description.Count);
        Assert.Equal([new("blau", 4), new("grün", 7), new("rot", 7)], description.Classes);
        Assert.Equal(new ImageCount("200 x 120", 5), description.Sizes[0]);
        Assert.Equal([new("transparent", 11), new("color", 5), new("gray", 1)], description.Colors);
        Assert.Equal([new("Png", 11), new("Jpeg", 5), new("Webp", 1)], description.Formats);
        Assert.Equal([["blau/photo.jpg", "rot/the same.jpg"], ["grün/really a jpeg.png", "rot/other color.jpg"]], Names(description.ExactDuplicates));
        Assert.Equal([["blau/photo.jpg", "rot/saved again.webp", "rot/smaller.png"]], Names(description.NearDuplicates));
        Assert.Equal(
            [
                ("blau/photo.jpg", "the same file is there as 'blau' and as 'rot'"),
                ("grün/flat.png", "all of it has one color"),
                ("grün/really a jpeg.png", "its name ends in '.png', but it is a Jpeg image"),
                ("grün/really a jpeg.png", "the same file is there as 'grün' and as 'rot'"),
                ("grün/strip.jpg", "it is a strip of 100 x 9 pixels"),
                ("rot/other color.jpg", "the same file is there as 'grün' and as 'rot'"),
                ("rot/the same.jpg", "the same file is there as 'blau' and as 'rot'"),
            ],
            description.Suspicious.Select(image => (Below(image.Image.Path), image.Reason)).Order());
        Assert.Equal([("grün/text.jpg", "it is no JPEG, PNG, BMP, GIF or WebP image, or its header is damaged")], description.Unreadable.Select(image => (Below(image.Path), image.Reason)));
    }

    [Fact]
    public void The_label_may_be_a_key_or_missing()
    {
        var data = _context.Data.LoadFromImageFolder(_folder.Path);

        Assert.Equal([new("blau", 4), new("grün", 7), new("rot", 7)], _context.Data.DescribeImages(SmallTraining.Keyed(data)).Classes);
        Assert.Empty(_context.Data.DescribeImages(data, labelColumnName: null).Classes);
    }

    [Fact]
    public void The_text_says_the_numbers()
    {
        Refusal.WithDecimalComma(() => Assert.StartsWith(
            "18 images, 1 of them cannot be read\nclasses: blau (4), grün (7), rot (7)\nsizes: 200 x 120 (5), ",
            _context.Data.DescribeImages(_context.Data.LoadFromImageFolder(_folder.Path)).ToString().ReplaceLineEndings("\n")));
    }

    [Fact]
    public void Columns_that_hold_no_files_are_refused()
    {
        var data = _context.Data.LoadFromImageFolder(_folder.Path);

        Refusal.Says<ArgumentOutOfRangeException>(
            "Image column 'Height': expected paths (text) or encoded bytes (a vector of Byte of varying size), got Int32. (Parameter 'imageColumnName')",
            () => _context.Data.DescribeImages(data, "Height"));
        Refusal.Says<ArgumentOutOfRangeException>(
            "There is no column 'Klasse'. The data has: ImagePath, Label, Image, Height, Width. (Parameter 'name')",
            () => _context.Data.DescribeImages(data, labelColumnName: "Klasse"));
    }

    private static SKBitmap Photo(int width, int height, SKColor? sky = null)
    {
        var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(sky ?? SKColors.SkyBlue);
        using var paint = new SKPaint { Color = SKColors.DarkGreen };
        canvas.DrawRect(0, height * 0.6f, width, height, paint);
        paint.Color = SKColors.Yellow;
        canvas.DrawCircle(width * 0.7f, height * 0.3f, height * 0.15f, paint);
        return bitmap;
    }

    private void Put(string name, SKBitmap bitmap, SKEncodedImageFormat format) => File.WriteAllBytes(_folder.File(name), DrawnFiles.Encode(bitmap, format));

    private IEnumerable<IEnumerable<string>> Names(IReadOnlyList<IReadOnlyList<ImageReference>> groups) => groups.Select(group => group.Select(image => Below(image.Path)));

    private string Below(string? path) => Path.GetRelativePath(_folder.Path, path!).Replace('\\', '/');
}
