using Microsoft.ML;
using SkiaSharp;

namespace MLNet.Cnn.Tests;

/// <summary>Images that are in two sets are found and told.</summary>
public sealed class SharedImageTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public SharedImageTests()
    {
        DrawnFiles.Write(_folder.File("train"), perClass: 3);
        var random = new Random(99);
        for (int i = 0; i < 6; i++)
        {
            Directory.CreateDirectory(_folder.File($"test/{DrawnFiles.Classes[i % 3]}"));
            using var bitmap = DrawnFiles.Draw(random, i % 3, 20, 20);
            File.WriteAllBytes(_folder.File($"test/{DrawnFiles.Classes[i % 3]}/new {i}.png"), DrawnFiles.Encode(bitmap, SKEncodedImageFormat.Png));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ImagePath")]
    [InlineData("Image")]
    public void The_same_files_and_those_that_look_the_same_are_found(string column)
    {
        string[] known = [.. Directory.GetFiles(_folder.File("train/rot")).Order(StringComparer.Ordinal)];
        File.Copy(known[0], _folder.File("test/rot/copy.png"));
        using (var bitmap = SKBitmap.Decode(known[1]))
        {
            var color = bitmap.GetPixel(3, 3);
            bitmap.SetPixel(3, 3, color.WithRed((byte)(color.Red ^ 8)));
            File.WriteAllBytes(_folder.File("test/blau/touched.png"), DrawnFiles.Encode(bitmap, SKEncodedImageFormat.Png));
        }
        File.WriteAllText(_folder.File("test/rot/broken.png"), "no image");
        var split = _context.Data.LoadTrainTestFromImageFolder(_folder.Path);

        var overlap = _context.Data.FindSharedImages(split.Train, split.Test, column);

        Assert.Equal((9, 2, 0), (overlap.Count, overlap.SharedCount, overlap.NotCompared));
        Assert.Equal([(_folder.File("test/rot/copy.png"), known[0])], overlap.SameFile.Select(pair => (pair.Image.Path, pair.Other.Path)));
        Assert.Equal([(_folder.File("test/blau/touched.png"), known[1])], overlap.LookTheSame.Select(pair => (pair.Image.Path, pair.Other.Path)));
        Assert.Equal("2 of 9 test images are also training images (1 is the same file, 1 looks the same), so the test figures are too good. Take them out of one of the two.", overlap.ToString());
        var description = _context.Data.DescribeImageFolder(_folder.Path);
        Assert.Equal([overlap.ToString()], description.Overlaps.Select(found => found.ToString()));
        Assert.Contains(overlap.ToString(), description.ToString());
    }

    [Fact]
    public void Where_there_are_none_that_is_said_too()
    {
        var split = _context.Data.LoadTrainTestFromImageFolder(_folder.Path);

        Assert.Equal("None of 6 check images is also a known image.", _context.Data.FindSharedImages(split.Train, split.Test, firstName: "known", secondName: "check").ToString());
        Assert.Empty(_context.Data.DescribeImageFolder(_folder.Path).Overlaps);
    }
}
