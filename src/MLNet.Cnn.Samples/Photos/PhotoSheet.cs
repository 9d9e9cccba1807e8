using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace MLNet.Cnn.Samples;

/// <summary>A contact sheet of some images of each class.</summary>
internal static class PhotoSheet
{
    private const int Columns = 8;
    private const int LargestClassCount = 16;
    private const int Side = 112;

    /// <summary>Draws a row of images for each class.</summary>
    public static void Save(string path, IDataView images, ImageDescription description)
    {
        var unreadable = description.Unreadable.Select(image => image.Path).ToHashSet();
        var shown = images.GetColumn<string>("ImagePath").Zip(images.GetColumn<string>("Label"))
            .Where(image => !unreadable.Contains(image.First))
            .GroupBy(image => image.Second)
            .Take(LargestClassCount)
            .SelectMany(group => Spread([.. group]));
        new ContactSheet([.. shown.Select(image => Draw(image.Path, image.Label))]) { Columns = Columns, ImageSize = Side }.Save(path);
    }

    /// <summary>Some of them, from the first to the last, since neighbors are often alike.</summary>
    private static IEnumerable<(string Path, string Label)> Spread((string Path, string Label)[] images) =>
        Enumerable.Range(0, Math.Min(Columns, images.Length)).Select(i => images[i * images.Length / Math.Min(Columns, images.Length)]);

    private static SheetImage Draw(string path, string label)
    {
        using var bitmap = SKBitmap.Decode(path);
        double scale = Math.Min(1, (double)Side / Math.Max(bitmap.Width, bitmap.Height));
        var info = new SKImageInfo(Math.Max(1, (int)(bitmap.Width * scale)), Math.Max(1, (int)(bitmap.Height * scale)), SKColorType.Rgba8888);
        using var small = new SKBitmap(info);
        bitmap.ScalePixels(small, SKFilterQuality.Medium);
        byte[] pixels = [.. small.Bytes.Where((_, i) => i % 4 != 3)];
        return new SheetImage(new Shape(info.Height, info.Width, 3), pixels, label);
    }
}
