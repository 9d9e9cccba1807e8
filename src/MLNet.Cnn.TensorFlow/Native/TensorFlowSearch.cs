using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>The places where TensorFlow's C library may lie.</summary>
internal static class TensorFlowSearch
{
    /// <summary>The variable that names a folder.</summary>
    internal const string Variable = "MLNETCNN_TENSORFLOW";

    /// <summary>What the library is called: TensorFlow's own packages, ML.NET's redistributable, Python's wheels.</summary>
    private static string[] Names =>
        OperatingSystem.IsWindows() ? ["tensorflow.dll"]
        : OperatingSystem.IsMacOS() ? ["libtensorflow.2.dylib", "libtensorflow.dylib", "libtensorflow_cc.2.dylib"]
        : ["libtensorflow.so.2", "libtensorflow.so", "libtensorflow_cc.so.2"];

    private static string[] Frameworks =>
        OperatingSystem.IsWindows() ? [] : OperatingSystem.IsMacOS() ? ["libtensorflow_framework.2.dylib"] : ["libtensorflow_framework.so.2"];

    /// <summary>Loads the first that is found, in the order of <c>docs/engines.md</c>.</summary>
    /// <param name="path">A file or folder that a user named; then nowhere else is looked.</param>
    /// <exception cref="DllNotFoundException">There is none, or the one that was named does not load.</exception>
    public static (nint Handle, string Place) Load(string? path)
    {
        if (path is not null)
            return LoadNamed(path, "TensorFlowEngine.LibraryPath");
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
            return LoadNamed(folder, $"the environment variable {Variable}");
        var refused = new List<string>();
        if (FirstOf(ApplicationFolders(), refused) is { } own)
            return own;
        // The file of Python's wheels is no system library.
        foreach (string name in Names.Where(name => !name.Contains("_cc")))
        {
            if (NativeLibrary.TryLoad(name, out nint handle))
                return (handle, name);
        }
        if (FirstOf(PythonFolders(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)), refused) is { } python)
            return python;
        throw new DllNotFoundException(MissingMessage(refused));
    }

    /// <summary>Whether a library that was loaded is the one that a path names.</summary>
    public static bool IsIn(string place, string path) => File.Exists(path)
        ? Path.GetFullPath(place) == Path.GetFullPath(path)
        : FileIn(path) is { } file && Path.GetFullPath(place) == Path.GetFullPath(file);

    /// <summary>The sentence that a user reads when there is no TensorFlow.</summary>
    internal static string MissingMessage(IReadOnlyList<string> refused) =>
        $"TensorFlow's C library, which trains the networks, was not found: looked for {string.Join(", ", Names)} in TensorFlowEngine.LibraryPath (not set), "
        + $"in the folder that the environment variable {Variable} names (not set), in the program's native folders ({AppContext.BaseDirectory}), among the system's libraries and in Python's tensorflow packages. "
        + string.Concat(refused.Select(reason => $"{reason} "))
        + "Add the package 'SciSharp.TensorFlow.Redist' to the program's project, install TensorFlow for C or Python (2.3 or later), or name the library's folder in one of the two.";

    private static (nint Handle, string Place) LoadNamed(string path, string source)
    {
        string? file = File.Exists(path) ? path : FileIn(path);
        if (file is null)
            throw new DllNotFoundException($"TensorFlow's C library was not found: '{path}', which {source} names, is neither a library nor a folder with one of {string.Join(", ", Names)}.");
        return TryLoad(file, out nint handle, out string reason)
            ? (handle, file)
            : throw new DllNotFoundException($"{reason} The path comes from {source}; a library for {RuntimeInformation.RuntimeIdentifier} is needed.");
    }

    private static (nint Handle, string Place)? FirstOf(IEnumerable<string> folders, List<string> refused)
    {
        foreach (string file in folders.Select(FileIn).OfType<string>())
        {
            if (TryLoad(file, out nint handle, out string reason))
                return (handle, file);
            refused.Add(reason);
        }
        return null;
    }

    private static bool TryLoad(string file, out nint handle, out string reason)
    {
        (handle, reason) = (0, "");
        try
        {
            // By full path and first, for a library that does not look for it in its own folder.
            foreach (string framework in Frameworks.Select(name => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, name)).Where(File.Exists))
                NativeLibrary.Load(framework);
            handle = NativeLibrary.Load(Path.GetFullPath(file));
            return true;
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
        {
            // .NET's text goes on with advice that does not fit a full path.
            reason = $"'{file}' could not be loaded: {exception.Message.Split('\n')[0].Trim()}.";
            return false;
        }
    }

    private static string? FileIn(string folder) => Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> ApplicationFolders()
    {
        yield return AppContext.BaseDirectory;
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        if (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string searched)
        {
            foreach (string folder in searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
                yield return folder;
        }
    }

    /// <summary>The active virtual environment, the user's packages, the system's.</summary>
    /// <param name="home">The user's folder; empty if there is none.</param>
    internal static IEnumerable<string> PythonFolders(string home)
    {
        string?[] prefixes =
        [
            Environment.GetEnvironmentVariable("VIRTUAL_ENV"),
            Environment.GetEnvironmentVariable("CONDA_PREFIX"),
            home.Length == 0 ? null : Path.Combine(home, ".local"),
            "/usr/local",
            "/usr",
        ];
        foreach (string libraries in prefixes.Where(prefix => !string.IsNullOrEmpty(prefix)).Select(prefix => Path.Combine(prefix!, "lib")).Where(Directory.Exists))
        {
            foreach (string python in Directory.EnumerateDirectories(libraries, "python3*").Order(StringComparer.Ordinal))
            {
                yield return Path.Combine(python, "site-packages", "tensorflow");
                yield return Path.Combine(python, "dist-packages", "tensorflow");
            }
        }
    }
}
