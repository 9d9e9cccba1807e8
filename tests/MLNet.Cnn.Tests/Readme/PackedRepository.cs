namespace MLNet.Cnn.Tests;

/// <summary>
/// A copy of what the packages are made of, in a folder with spaces and letters beyond ASCII. Packages are unpacked below it, so that those packed here are not taken
/// for others of the same version; the machine's are used where they lie.
/// </summary>
public sealed class PackedRepository : IDisposable
{
    private readonly TestFolder _folder = new();

    public PackedRepository()
    {
        string repository = Directory.CreateDirectory(_folder.File("repository")).FullName;
        foreach (string file in Directory.GetFiles(LibrarySource.Repository).Where(file => Path.GetExtension(file) is ".md" or ".props" or ".json"))
            File.Copy(file, Path.Combine(repository, Path.GetFileName(file)));
        foreach (string folder in new[] { "build", "src/MLNet.Cnn", "src/MLNet.Cnn.TensorFlow" })
            Copy(Path.Combine(LibrarySource.Repository, folder), Path.Combine(repository, folder));
        // Links, because ours may have been unpacked there by a reader of the same lines.
        string machine = Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } set ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string links = Directory.CreateDirectory(_folder.File("packages of the machine")).FullName;
        foreach (string package in Directory.GetDirectories(machine).Where(package => !Path.GetFileName(package).StartsWith("mlnet.cnn", StringComparison.OrdinalIgnoreCase)))
            Directory.CreateSymbolicLink(Path.Combine(links, Path.GetFileName(package)), package);
        Shell = new(repository, ("NUGET_PACKAGES", _folder.File("packages of this test")), ("NUGET_FALLBACK_PACKAGES", links));
    }

    /// <summary>Runs lines in the copied repository.</summary>
    internal Shell Shell { get; }

    /// <summary>A file beside the repository: <c>digits/Program.cs</c>.</summary>
    public string FileBeside(string name) => _folder.File(name);

    public void Dispose() => _folder.Dispose();

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (string folder in Directory.GetDirectories(from).Where(folder => Path.GetFileName(folder) is not ("bin" or "obj")))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
