namespace MLNet.Cnn.Tests;

/// <summary>Where the reference vectors lie: the folder that MLNETCNN_CONFORMANCE names, or shared/conformance beside the repository.</summary>
internal static class ConformanceFolder
{
    /// <summary>A folder or file of the vectors. The test is skipped, with a line that says so, where there is none.</summary>
    public static string Require(params string[] parts)
    {
        string root = Environment.GetEnvironmentVariable("MLNETCNN_CONFORMANCE") is { Length: > 0 } named
            ? named
            : Path.Combine(Path.GetDirectoryName(LibrarySource.Repository)!, "shared", "conformance");
        string path = Path.Combine([root, .. parts]);
        if (!Path.Exists(path))
        {
            string line = $"Conformance: {string.Join('/', parts)} is absent.";
            Console.WriteLine(line);
            Assert.Skip(line);
        }
        return path;
    }
}
