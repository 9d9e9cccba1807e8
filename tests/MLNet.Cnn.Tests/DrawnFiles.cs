using SkiaSharp;

namespace MLNet.Cnn.Tests;

/// <summary>Image files in class folders, drawn for a test: noise with one color in front, of several sizes.</summary>
internal static class DrawnFiles
{
    public static IReadOnlyList<string> Classes { get; } = ["blau", "grün", "rot"];

    /// <summary>Draws into a folder for each class.</summary>
    public static void Write(string folder, int perClass, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
    {
        var random = new Random(1);
        for (int i = 0; i < perClass * Classes.Count; i++)
        {
            string below = Path.Combine(folder, Classes[i % 3]);
            Directory.CreateDirectory(below);
            using var bitmap = Draw(random, i % 3, 20 + i % 3, 17 + i % 4);
            File.WriteAllBytes(Path.Combine(below, $"Bild {i:D3} ü.{format.ToString().ToLowerInvariant()}"), Encode(bitmap, format));
        }
    }

    /// <summary>Random pixels in which one channel (0 blue, 1 green, 2 red) is brighter.</summary>
    public static SKBitmap Draw(Random random, int classIndex, int width, int height)
    {
        var bitmap = new SKBitmap(width, height);
        var channels = new byte[3];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                random.NextBytes(channels);
                channels[classIndex] = (byte)Math.Min(255, channels[classIndex] + 60);
                bitmap.SetPixel(x, y, new SKColor(channels[2], channels[1], channels[0]));
            }
        }
        return bitmap;
    }

    public static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using var data = bitmap.Encode(format, 95);
        return data.ToArray();
    }
}
