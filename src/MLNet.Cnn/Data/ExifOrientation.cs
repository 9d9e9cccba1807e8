using System.Buffers.Binary;
using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>The EXIF orientation of PNG and WebP files: SkiaSharp 2.88 does not read that of PNG, and that of WebP not as Pillow writes it.</summary>
/// <remarks>Sources: PNG, third edition, chunk eXIf; WebP container specification, chunk EXIF; EXIF 2.3, tag 0x0112.</remarks>
internal static class ExifOrientation
{
    private const ushort OrientationTag = 0x0112;
    private const ushort ShortType = 3;

    /// <summary>The orientation; upright where the file tells none.</summary>
    public static SKEncodedOrigin Of(SKCodec codec, ReadOnlySpan<byte> file) => codec.EncodedFormat switch
    {
        SKEncodedImageFormat.Png => InTiff(PngChunk(file)),
        SKEncodedImageFormat.Webp => InTiff(WebpChunk(file)),
        _ => codec.EncodedOrigin,
    };

    private static ReadOnlySpan<byte> PngChunk(ReadOnlySpan<byte> file)
    {
        // Signature; then length, name, content and check sum of each chunk.
        for (long at = 8; at + 12 <= file.Length;)
        {
            var chunk = file[(int)at..];
            uint length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            if (chunk[4..8].SequenceEqual("eXIf"u8))
                return length <= chunk.Length - 12 ? chunk.Slice(8, (int)length) : [];
            at += 12 + (long)length;
        }
        return [];
    }

    private static ReadOnlySpan<byte> WebpChunk(ReadOnlySpan<byte> file)
    {
        // "RIFF", length, "WEBP"; then name, length and content of each chunk, padded to even lengths.
        for (long at = 12; at + 8 <= file.Length;)
        {
            var chunk = file[(int)at..];
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk[..4].SequenceEqual("EXIF"u8))
            {
                var content = length <= chunk.Length - 8 ? chunk.Slice(8, (int)length) : [];
                // As in JPEG, which some writers copy.
                return content.StartsWith("Exif\0\0"u8) ? content[6..] : content;
            }
            at += 8 + (long)length + (length & 1);
        }
        return [];
    }

    private static SKEncodedOrigin InTiff(ReadOnlySpan<byte> tiff)
    {
        if (tiff.Length < 8 || !(tiff.StartsWith("II*\0"u8) || tiff.StartsWith("MM\0*"u8)))
            return SKEncodedOrigin.TopLeft;
        bool isLittle = tiff[0] == 'I';
        uint directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
        if (directory > tiff.Length - 2)
            return SKEncodedOrigin.TopLeft;
        var entries = tiff[((int)directory + 2)..];
        for (int count = Short(tiff[(int)directory..], isLittle); count > 0 && entries.Length >= 12; count--, entries = entries[12..])
        {
            if (Short(entries, isLittle) == OrientationTag && Short(entries[2..], isLittle) == ShortType)
                return Short(entries[8..], isLittle) is >= 1 and <= 8 and var orientation ? (SKEncodedOrigin)orientation : SKEncodedOrigin.TopLeft;
        }
        return SKEncodedOrigin.TopLeft;
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
