namespace MLNet.Cnn;

/// <summary>Reads image files whole, so that they are open no longer than that.</summary>
internal static class ImageFile
{
    /// <exception cref="UnreadableImageFailure">The file cannot be read; the message says why.</exception>
    public static byte[] Read(string? path)
    {
        if (string.IsNullOrEmpty(path))
            throw new UnreadableImageFailure("its path is empty");
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                throw new UnreadableImageFailure(Directory.Exists(path) ? "it is a folder" : "there is no such file");
            return file.Length <= ImageDecoder.LargestBytes
                ? File.ReadAllBytes(path)
                : throw new UnreadableImageFailure(FormattableString.Invariant($"it has {file.Length:N0} bytes; up to {ImageDecoder.LargestBytes:N0} are read"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnreadableImageFailure(exception.Message.TrimEnd('.'), exception);
        }
    }
}
