namespace MLNet.Cnn;

/// <summary>A file for components of ML.NET that read nothing else; it is gone when this is disposed.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile(string folder, ReadOnlySpan<byte> content, string ending)
    {
        Directory.CreateDirectory(folder);
        Path = System.IO.Path.Combine(folder, $"mlnet-cnn-{Guid.NewGuid():N}{ending}");
        try
        {
            File.WriteAllBytes(Path, content);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
