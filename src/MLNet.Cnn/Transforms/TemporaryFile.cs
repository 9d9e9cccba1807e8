namespace MLNet.Cnn;

/// <summary>A file for components of ML.NET that read nothing else; it is gone when this is disposed.</summary>
internal sealed class TemporaryFile : IDisposable
{
    /// <param name="folder">The folder, which is made if it is not there.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="ending">What its name ends in.</param>
    /// <exception cref="IOException">The folder cannot be used.</exception>
    public TemporaryFile(string folder, ReadOnlySpan<byte> content, string ending)
    {
        Path = System.IO.Path.Combine(folder, $"mlnet-cnn-{Guid.NewGuid():N}{ending}");
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path, content);
        }
        catch (Exception exception)
        {
            if (File.Exists(Path))
                Dispose();
            if (exception is not (IOException or UnauthorizedAccessException))
                throw;
            string variable = OperatingSystem.IsWindows() ? "TMP" : "TMPDIR";
            throw new IOException($"The temporary folder '{folder}', in which saving a model puts a file for a moment, cannot be used: {exception.Message} Set MLContext.TempFilePath or the variable {variable} to a folder that is writable and has room.", exception);
        }
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
