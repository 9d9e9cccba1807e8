using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Image files in memory to pixels. Headers are never trusted: size and format are checked before anything is allocated.</summary>
internal static class ImageDecoder
{
    /// <summary>The largest image that is decoded, in pixels: 400 MB of memory.</summary>
    public const long LargestPixels = 100_000_000;

    /// <summary>The largest file that is read, in bytes.</summary>
    public const long LargestBytes = 1L << 28;

    private const long LargePixels = 16_000_000;

    private static readonly SKEncodedImageFormat[] Formats =
        [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Bmp, SKEncodedImageFormat.Gif, SKEncodedImageFormat.Webp];

    // Several threads decode; of large images only one at a time.
    private static readonly Lock Large = new();

    /// <summary>Decodes as ML.NET's <c>LoadImages</c> does: at full size, as the pixels lie in the file.</summary>
    /// <exception cref="UnreadableImageFailure">The bytes are no image, or a damaged one.</exception>
    public static MLImage Decode(byte[] encoded)
    {
        using var codec = Open(encoded);
        using var bitmap = Read(codec, codec.Info.Size);
        return ToImage(bitmap, SKEncodedOrigin.TopLeft);
    }

    /// <summary>Decodes upright, as the camera was held (EXIF), and a JPEG only as large as is needed.</summary>
    /// <param name="encoded">The file.</param>
    /// <param name="smallestSide">What neither side may fall below where the image is larger.</param>
    /// <param name="decoding">As which version.</param>
    /// <exception cref="UnreadableImageFailure">The bytes are no image, or a damaged one.</exception>
    public static MLImage DecodeUpright(byte[] encoded, int smallestSide, ImageDecoding decoding = ImageDecoding.Version2)
    {
        using var codec = Open(encoded);
        using var bitmap = Read(codec, codec.EncodedFormat == SKEncodedImageFormat.Jpeg ? ReducedSize(codec, smallestSide, decoding) : codec.Info.Size);
        return ToImage(bitmap, decoding == ImageDecoding.Version1 ? codec.EncodedOrigin : ExifOrientation.Of(codec, encoded));
    }

    /// <summary>How small a JPEG may be decoded for images of a size: the next power of two from 64 on, or full size.</summary>
    public static int SmallestSideFor(Size2D size) => Math.Max(size.Height, size.Width) switch
    {
        <= 64 => 64,
        <= 128 => 128,
        <= 256 => 256,
        <= 512 => 512,
        _ => int.MaxValue,
    };

    /// <summary>Opens a file in memory, reading no more than its header.</summary>
    /// <exception cref="UnreadableImageFailure">The bytes are no image.</exception>
    public static SKCodec Open(byte[] encoded)
    {
        if (encoded.Length == 0)
            throw new UnreadableImageFailure("it is empty, missing or not allowed to be read");
        using var data = SKData.CreateCopy(encoded);
        var codec = SKCodec.Create(data);
        if (codec is null)
            throw new UnreadableImageFailure(ForeignContent.Describe(encoded) ?? "it is no JPEG, PNG, BMP, GIF or WebP image, or its header is damaged");
        var info = codec.Info;
        string? refusal = !Formats.Contains(codec.EncodedFormat) ? $"its format is {codec.EncodedFormat}; JPEG, PNG, BMP, GIF and WebP can be read"
            : (long)info.Width * info.Height > LargestPixels ? FormattableString.Invariant($"its header promises {info.Width:N0}x{info.Height:N0} pixels; up to {LargestPixels:N0} can be read")
            : null;
        if (refusal is null)
            return codec;
        codec.Dispose();
        throw new UnreadableImageFailure(refusal);
    }

    /// <summary>The smallest of the eight sizes that JPEG decoders offer whose sides are both large enough, and not rounded up: the pixels of a rounded size lie at other places of the image.</summary>
    private static SKSizeI ReducedSize(SKCodec codec, int smallestSide, ImageDecoding decoding)
    {
        for (int eighths = 1; eighths < 8; eighths++)
        {
            if (decoding != ImageDecoding.Version1 && (codec.Info.Width * eighths % 8 != 0 || codec.Info.Height * eighths % 8 != 0))
                continue;
            var size = codec.GetScaledDimensions(eighths / 8f);
            if (Math.Min(size.Width, size.Height) >= smallestSide)
                return size;
        }
        return codec.Info.Size;
    }

    private static SKBitmap Read(SKCodec codec, SKSizeI size)
    {
        if ((long)codec.Info.Width * codec.Info.Height <= LargePixels)
            return ReadNow(codec, size);
        lock (Large)
            return ReadNow(codec, size);
    }

    private static SKBitmap ReadNow(SKCodec codec, SKSizeI size)
    {
        var alpha = codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Premul;
        var bitmap = new SKBitmap();
        try
        {
            // Without a color space nothing is converted, as in ML.NET.
            var info = new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, alpha);
            if (!bitmap.TryAllocPixels(info))
                throw new UnreadableImageFailure($"there is no memory for its {size.Width}x{size.Height} pixels");
            var result = codec.GetPixels(info, bitmap.GetPixels());
            return result switch
            {
                SKCodecResult.Success => bitmap,
                SKCodecResult.IncompleteInput => throw new UnreadableImageFailure("the file ends early"),
                _ => throw new UnreadableImageFailure($"it is damaged ({result})"),
            };
        }
        catch
        {
            bitmap.Dispose();
            throw;
        }
    }

    private static unsafe MLImage ToImage(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        var pixels = new ReadOnlySpan<byte>((void*)bitmap.GetPixels(), bitmap.ByteCount);
        if (origin == SKEncodedOrigin.TopLeft)
            return MLImage.CreateFromPixels(bitmap.Width, bitmap.Height, MLPixelFormat.Bgra32, pixels);
        var (turned, width, height) = ImageOrientation.Upright(MemoryMarshal.Cast<byte, uint>(pixels), bitmap.Width, origin);
        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, MemoryMarshal.AsBytes<uint>(turned));
    }
}
