using System.IO.Hashing;
using SkiaSharp;

namespace MLNet.Cnn.Tests;

/// <summary>Puts an EXIF orientation into PNG and WebP files; into WebP as Pillow writes it, with the mark that JPEG has in front, or without, as the specification says.</summary>
internal static class ExifFiles
{
    public static byte[] Into(SKEncodedImageFormat format, byte[] file, int width, int height, int orientation, bool isLittle)
    {
        byte[] tiff = isLittle
            ? [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0]
            : [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        return format == SKEncodedImageFormat.Png ? IntoPng(file, tiff) : IntoWebp(file, width, height, isLittle ? [.. "Exif\0\0"u8, .. tiff] : tiff);
    }

    /// <summary>The chunk eXIf behind the header.</summary>
    private static byte[] IntoPng(byte[] png, byte[] tiff)
    {
        byte[] chunk = [.. "eXIf"u8, .. tiff];
        return [.. png[..33], .. BigEndian((uint)tiff.Length), .. chunk, .. BigEndian(Crc32.HashToUInt32(chunk)), .. png[33..]];
    }

    /// <summary>The extended file, whose header says that there is EXIF behind the image.</summary>
    private static byte[] IntoWebp(byte[] webp, int width, int height, byte[] tiff)
    {
        byte[] content =
        [
            .. "WEBPVP8X"u8, 10, 0, 0, 0, 0x08, 0, 0, 0, (byte)(width - 1), (byte)((width - 1) >> 8), 0, (byte)(height - 1), (byte)((height - 1) >> 8), 0,
            .. webp[12..], .. "EXIF"u8, .. BitConverter.GetBytes(tiff.Length), .. tiff,
        ];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(content.Length), .. content];
    }

    private static byte[] BigEndian(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
