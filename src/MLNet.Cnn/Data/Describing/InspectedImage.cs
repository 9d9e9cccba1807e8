using System.Security.Cryptography;
using Microsoft.ML.Data;
using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>What one image is like.</summary>
internal sealed record InspectedImage(ImageReference Image)
{
    private const int SmallestSide = 64;

    /// <summary>Why it cannot be read, or <see langword="null"/>; then nothing else is known.</summary>
    public string? Failure { get; private init; }

    public string Size { get; private init; } = "";

    public string Color { get; private init; } = "";

    public SKEncodedImageFormat Format { get; private init; }

    /// <summary>The check sum of the file.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>What it looks like; only of images that can be read.</summary>
    public PerceptualHash? Hash { get; private init; }

    public string? Suspicion { get; private init; }

    /// <summary>Looks at an image; never throws for what is in the file.</summary>
    public static InspectedImage Of(ImageReference reference, ImageValue value)
    {
        try
        {
            byte[] encoded = value.Encoded ?? ImageFile.Read(value.Path);
            using var codec = ImageDecoder.Open(encoded);
            using var image = ImageDecoder.DecodeUpright(encoded, SmallestSide);
            var hash = PerceptualHash.Of(image);
            var (width, height) = (int)ExifOrientation.Of(codec, encoded) > 4 ? (codec.Info.Height, codec.Info.Width) : (codec.Info.Width, codec.Info.Height);
            return new InspectedImage(reference)
            {
                Size = FormattableString.Invariant($"{width} x {height}"),
                Color = codec.Info.ColorType == SKColorType.Gray8 ? "gray" : codec.Info.AlphaType == SKAlphaType.Opaque ? "color" : "transparent",
                Format = codec.EncodedFormat,
                Sha256 = Convert.ToHexString(SHA256.HashData(encoded)),
                Hash = hash,
                Suspicion = Suspect(reference.Path, codec.EncodedFormat, (width, height), hash),
            };
        }
        catch (UnreadableImageFailure failure)
        {
            return new InspectedImage(reference) { Failure = failure.Message };
        }
    }

    private static string? Suspect(string? path, SKEncodedImageFormat format, (int Width, int Height) size, PerceptualHash hash)
    {
        if (path is not null && !ImageEndings.Fits(ImageEndings.Of(path), format))
            return $"its name ends in '{Path.GetExtension(path)}', but it is a {format} image";
        if (hash.IsFlat)
            return "all of it has one color";
        if (Math.Min(size.Width, size.Height) < 8)
            return FormattableString.Invariant($"it has only {size.Width} x {size.Height} pixels");
        return Math.Max(size.Width, size.Height) > 8L * Math.Min(size.Width, size.Height)
            ? FormattableString.Invariant($"it is a strip of {size.Width} x {size.Height} pixels")
            : null;
    }
}
