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
            Skip(string.Join('/', parts));
        return path;
    }

    /// <summary>Skips the test of a group that the set of vectors lacks, and says so.</summary>
    public static void Skip(string group)
    {
        string line = $"Conformance: {group} is absent.";
        Console.WriteLine(line);
        Assert.Skip(line);
    }
}
