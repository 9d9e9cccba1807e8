using System.IO.Hashing;
using Microsoft.ML;
using Microsoft.ML.Data;
using SkiaSharp;

namespace Writer;

/// <summary>An image as pixels: bytes (height, width, channels), and the same from 0 to 1 as floats (channels, height, width).</summary>
public sealed class PixelRow
{
    public const int Size = 12;

    [VectorType(Size, Size, 3)]
    public byte[] Bytes { get; set; } = [];

    [VectorType(3, Size, Size)]
    public float[] Floats { get; set; } = [];

    public string Label { get; set; } = "";
}

/// <summary>The images that all files of this folder are trained and scored on, drawn by code.</summary>
public static class Inputs
{
    public static string[] Classes { get; } = ["row", "column", "diagonal"];

    /// <summary>Draws everything into a folder.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(1);
        File.WriteAllBytes(Path.Combine(folder, "pixels.bin"), [.. Enumerable.Range(0, 48).SelectMany(i => Draw(random, i % 3))]);
        for (int i = 0; i < 4; i++)
        {
            using var large = Photo(random, 1200 + 8 * i, 1100, i % 2 == 0);
            File.WriteAllBytes(Path.Combine(folder, $"large-{i}-{(i % 2 == 0 ? "warm" : "cold")}.jpg"), Encode(large, SKEncodedImageFormat.Jpeg));
        }
        // Turned by a quarter, as cameras do: EXIF orientation 6.
        using var small = Photo(random, 90, 70, warm: true);
        File.WriteAllBytes(Path.Combine(folder, "turned-4-warm.jpg"), Exif.IntoJpeg(Encode(small, SKEncodedImageFormat.Jpeg), 6));
        using var second = Photo(random, 90, 70, warm: false);
        File.WriteAllBytes(Path.Combine(folder, "turned-5-cold.png"), Exif.IntoPng(Encode(second, SKEncodedImageFormat.Png), 6));
        using var third = Photo(random, 90, 70, warm: true);
        File.WriteAllBytes(Path.Combine(folder, "turned-6-warm.webp"), Exif.IntoWebp(Encode(third, SKEncodedImageFormat.Webp), third.Width, third.Height, 6));
    }

    public static IReadOnlyList<PixelRow> Pixels(string folder) =>
        [.. File.ReadAllBytes(Path.Combine(folder, "pixels.bin")).Chunk(PixelRow.Size * PixelRow.Size * 3).Select((bytes, i) => new PixelRow
        {
            Bytes = bytes,
            Floats = [.. Enumerable.Range(0, bytes.Length).Select(at => bytes[at % (bytes.Length / 3) * 3 + at / (bytes.Length / 3)] / 255f)],
            Label = Classes[i % 3],
        })];

    /// <summary>The files in order, with the class that their name ends in.</summary>
    public static IReadOnlyList<(string Path, string Label)> Files(string folder) =>
        [.. Directory.GetFiles(folder).Where(path => !path.EndsWith(".bin")).Order(StringComparer.Ordinal)
            .Select(path => (path, Path.GetFileNameWithoutExtension(path).Split('-')[2]))];

    private static byte[] Draw(Random random, int classIndex)
    {
        int size = PixelRow.Size, row = random.Next(size), column = random.Next(size);
        var pixels = new byte[size * size * 3];
        random.NextBytes(pixels);
        for (int i = 0; i < pixels.Length; i++)
        {
            int y = i / 3 / size, x = i / 3 % size;
            bool bright = classIndex switch { 0 => y == row, 1 => x == column, _ => y == x };
            pixels[i] = bright ? (byte)(200 + pixels[i] % 56) : (byte)(pixels[i] / 3);
        }
        return pixels;
    }

    /// <summary>A few soft discs of warm or cold colors on another color, each at a place of its own: no two turns or crops look alike.</summary>
    private static SKBitmap Photo(Random random, int width, int height, bool warm)
    {
        var bitmap = new SKBitmap(width, height);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(warm ? new SKColor(90, 60, 40) : new SKColor(40, 60, 90));
        using var paint = new SKPaint { IsAntialias = true };
        for (int i = 0; i < 7; i++)
        {
            byte high = (byte)random.Next(140, 256), low = (byte)random.Next(0, 110);
            paint.Color = warm ? new SKColor(high, low, (byte)(low / 2)) : new SKColor((byte)(low / 2), low, high);
            canvas.DrawCircle(random.Next(width), random.Next(height * 2 / 3), random.Next(height / 12, height / 5), paint);
        }
        return bitmap;
    }

    private static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format)
    {
        using var data = bitmap.Encode(format, 70);
        return data.ToArray();
    }
}

/// <summary>Puts an EXIF orientation into image files.</summary>
public static class Exif
{
    public static byte[] IntoJpeg(byte[] jpeg, byte orientation)
    {
        byte[] exif = [.. "Exif\0\0"u8, .. Tiff(orientation)];
        int length = exif.Length + 2;
        return [.. jpeg[..2], 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg[2..]];
    }

    /// <summary>The chunk eXIf behind the header.</summary>
    public static byte[] IntoPng(byte[] png, byte orientation)
    {
        byte[] chunk = [.. "eXIf"u8, .. Tiff(orientation)];
        return [.. png[..33], .. BigEndian((uint)chunk.Length - 4), .. chunk, .. BigEndian(Crc32.HashToUInt32(chunk)), .. png[33..]];
    }

    /// <summary>The extended file, whose header says that there is EXIF behind the image.</summary>
    public static byte[] IntoWebp(byte[] webp, int width, int height, byte orientation)
    {
        byte[] tiff = Tiff(orientation);
        byte[] content =
        [
            .. "WEBPVP8X"u8, 10, 0, 0, 0, 0x08, 0, 0, 0, (byte)(width - 1), (byte)((width - 1) >> 8), 0, (byte)(height - 1), (byte)((height - 1) >> 8), 0,
            .. webp[12..], .. "EXIF"u8, .. BitConverter.GetBytes(tiff.Length), .. tiff,
        ];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(content.Length), .. content];
    }

    private static byte[] Tiff(byte orientation) => [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];

    private static byte[] BigEndian(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
