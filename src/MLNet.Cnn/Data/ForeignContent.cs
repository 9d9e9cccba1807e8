namespace MLNet.Cnn;

/// <summary>Tells by its first bytes what a file is that is no image of a format that is read.</summary>
internal static class ForeignContent
{
    private const string Convert = "which is not read: convert it to PNG or JPEG";

    /// <summary>What it is, and what to do; <see langword="null"/> if it is not known.</summary>
    public static string? Describe(ReadOnlySpan<byte> file) => file switch
    {
        [0x49, 0x49, 0x2A or 0x2B, 0, ..] or [0x4D, 0x4D, 0, 0x2A or 0x2B, ..] => $"it is a TIFF image, {Convert}",
        _ when Has(file, 4, "ftypavif"u8) || Has(file, 4, "ftypavis"u8) => $"it is an AVIF image, {Convert}",
        _ when Has(file, 4, "ftyphei"u8) || Has(file, 4, "ftyphev"u8) || Has(file, 4, "ftypmif1"u8) => $"it is a HEIC image, {Convert}",
        _ when Has(file, 4, "jP  "u8) || file is [0xFF, 0x4F, 0xFF, 0x51, ..] => $"it is a JPEG 2000 image, {Convert}",
        _ when Has(file, 4, "JXL "u8) || file is [0xFF, 0x0A, ..] => $"it is a JPEG XL image, {Convert}",
        _ when Has(file, 0, "%PDF"u8) => "it is a PDF document, not an image",
        _ when GitLfsPointer.Describe(file) is { } pointer => $"it is {pointer}",
        _ when Has(file, 0, "<!DOCTYPE html"u8) || Has(file, 0, "<!doctype html"u8) || Has(file, 0, "<html"u8) => "it is a web page, as a download that failed leaves behind",
        _ => null,
    };

    private static bool Has(ReadOnlySpan<byte> file, int start, ReadOnlySpan<byte> bytes) => file.Length > start && file[start..].StartsWith(bytes);
}
