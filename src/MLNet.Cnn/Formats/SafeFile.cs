namespace MLNet.Cnn;

/// <summary>Writes files so that nothing is ever lost: beside the old one, then renamed.</summary>
internal static class SafeFile
{
    /// <summary>Writes a file whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written; the message names it and says that an existing one is unharmed.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        // A short name: that of the file itself may already be as long as the system allows.
        string beside = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            if (!Directory.Exists(folder))
                throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
            File.WriteAllBytes(beside, content);
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(beside))
                File.Delete(beside);
            throw new IOException($"'{path}' could not be written: {exception.Message} Check that the folder exists, is writable and has room; a file that was there before is unchanged.", exception);
        }
    }
}
