namespace MLNet.Cnn;

/// <summary>What is asked of a file that a user named before it is read.</summary>
internal static class UserFile
{
    /// <summary>Throws where the path is that of something else than the file it should be. A missing file is the reader's to tell.</summary>
    /// <exception cref="IOException">It is a folder, which the system would call a denied access.</exception>
    /// <exception cref="InvalidDataException">It is a pointer of Git LFS.</exception>
    public static void Check(string path)
    {
        if (Directory.Exists(path))
            throw new IOException($"'{path}' is a folder, but a file is expected.");
        if (!File.Exists(path))
            return;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        var start = new byte[GitLfsPointer.LongestLength];
        int length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (GitLfsPointer.Describe(start.AsSpan(0, length)) is { } pointer)
            throw new InvalidDataException($"'{path}' is {pointer}.");
    }
}
