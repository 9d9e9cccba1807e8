namespace MLNet.Cnn.Tests;

/// <summary>A folder that is gone after the test. Its name has spaces and letters beyond ASCII, as users' folders do.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mlnet cnn tests übung 数字 ").FullName;

    /// <summary>The names of everything in it, sorted.</summary>
    public string[] Content =>
        [.. Directory.GetFileSystemEntries(Path, "*", SearchOption.AllDirectories).Select(entry => System.IO.Path.GetRelativePath(Path, entry)).Order()];

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
