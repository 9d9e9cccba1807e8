using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>The endings of image files: of those that are read, and of others that are images too.</summary>
internal static class ImageEndings
{
    private static readonly (SKEncodedImageFormat Format, string[] Endings)[] Read =
    [
        (SKEncodedImageFormat.Jpeg, [".jpg", ".jpeg", ".jpe", ".jfif"]),
        (SKEncodedImageFormat.Png, [".png"]),
        (SKEncodedImageFormat.Bmp, [".bmp"]),
        (SKEncodedImageFormat.Gif, [".gif"]),
        (SKEncodedImageFormat.Webp, [".webp"]),
    ];

    private static readonly HashSet<string> All = [.. Read.SelectMany(format => format.Endings)];

    private static readonly HashSet<string> Foreign =
    [
        ".tif", ".tiff", ".heic", ".heif", ".avif", ".jp2", ".j2k", ".jpx", ".jxl", ".svg", ".psd", ".tga", ".pbm", ".pgm", ".ppm", ".pnm",
        ".exr", ".hdr", ".dcm", ".dng", ".cr2", ".cr3", ".nef", ".arw", ".orf", ".rw2", ".raf",
    ];

    /// <summary>The endings of files that are read, for messages: <c>.jpg, … or .webp</c>.</summary>
    public static string Listed { get; } = string.Join(", ", Read.SelectMany(format => format.Endings).SkipLast(1)) + $" or {Read[^1].Endings[^1]}";

    /// <summary>The ending of a file in lower case, with its dot; empty if there is none.</summary>
    public static string Of(string path) => Path.GetExtension(path).ToLowerInvariant();

    /// <summary>Whether files of this ending are read.</summary>
    public static bool IsRead(string ending) => All.Contains(ending);

    /// <summary>Whether files of this ending are images that are not read.</summary>
    public static bool IsForeign(string ending) => Foreign.Contains(ending);

    /// <summary>Whether a file of this format usually has this ending.</summary>
    public static bool Fits(string ending, SKEncodedImageFormat format) => Read.Any(known => known.Format == format && known.Endings.Contains(ending));
}
