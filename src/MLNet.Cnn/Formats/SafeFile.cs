namespace MLNet.Cnn;

/// <summary>Writes files so that nothing is ever lost: beside the old one, then renamed.</summary>
internal static class SafeFile
{
    /// <summary>Writes a file whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written; the message names it and says that an existing one is unharmed.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        // A short name: that of the file itself may already be as long as the system allows.
        Write(path, $".{Guid.NewGuid():N}.tmp", content, static (stream, bytes) => stream.Write(bytes));
    }

    /// <summary>Makes a folder if it is not there, and sees that files can be written in it.</summary>
    /// <exception cref="IOException">They cannot.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not.</exception>
    public static void CheckFolder(string folder)
    {
        Directory.CreateDirectory(folder);
        // With a byte in it: on a full disk an empty file can still be made.
        using var probe = new FileStream(
            Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        probe.WriteByte(0);
    }

    /// <summary>Writes a file whole or not at all, piece by piece.</summary>
    /// <param name="path">The file.</param>
    /// <param name="beside">The name of the file that is written first, in the same folder.</param>
    /// <param name="content">What is written.</param>
    /// <param name="write">Writes it to a stream.</param>
    /// <exception cref="IOException">It cannot be written; the message names it and says that an existing one is unharmed.</exception>
    public static void Write<T>(string path, string beside, T content, Action<Stream, T> write)
        where T : allows ref struct
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        beside = Path.Combine(folder, beside);
        try
        {
            if (Directory.Exists(path))
                throw new IOException("it is a folder, but a file is expected.");
            if (!Directory.Exists(folder))
                throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
            using (var stream = File.Create(beside))
            {
                write(stream, content);
                // Renamed before it is on the disk, it could be empty after a power cut.
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception exception)
        {
            if (File.Exists(beside))
                File.Delete(beside);
            if (exception is not (IOException or UnauthorizedAccessException))
                throw;
            throw new IOException($"'{path}' could not be written: {exception.Message} Check that the folder exists, is writable and has room; a file that was there before is unchanged.", exception).About(path);
        }
    }
}
