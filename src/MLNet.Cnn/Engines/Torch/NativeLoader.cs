using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>Loads libtorch before TorchSharp asks for it, on systems where TorchSharp itself could not.</summary>
/// <remarks>
/// <para>TorchSharp 0.107.0's own native library asks for a version marker of libstdc++ (GLIBCXX_3.4.32) that Debian 12, Ubuntu 22.04 and
/// RHEL 9 do not have, although nothing in it uses it. Where the library does not load as shipped, a copy whose demand
/// is marked as optional (see <see cref="ElfVersionPatch"/>) is written once into the user's cache folder (see <see cref="NativeCache"/>) and loaded instead; TorchSharp
/// then finds it by its name. Nothing in the program's folder is changed.</para>
/// <para>On Linux it also sets GOMP_SPINCOUNT to 1000 in the process, unless it or OMP_WAIT_POLICY is set already: OpenMP's threads then
/// wait for work without burning a core that another process could use.</para>
/// </remarks>
internal static class NativeLoader
{
    private const string TorchSharpLibrary = "libLibTorchSharp.so";

    private static readonly Lazy<Exception?> _failure = new(Load);

    /// <summary>Loads libtorch, once per process.</summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the message names the package to add.</exception>
    public static void EnsureLoaded()
    {
        if (_failure.Value is { } failure)
            throw new DllNotFoundException(failure.Message, failure);
    }

    /// <summary>The sentence that a user reads when libtorch is not there.</summary>
    internal static string MissingMessage(string detail)
    {
        string platform = OperatingSystem.IsWindows() ? "win-x64" : OperatingSystem.IsMacOS() ? "osx-arm64" : "linux-x64";
        return $"libtorch, which trains the networks, could not be loaded: {detail} Add the package 'libtorch-cpu-{platform}' version 2.10.0 "
            + "(or 'TorchSharp-cpu' 0.107.0, or for an NVIDIA GPU 'TorchSharp-cuda-linux' or 'TorchSharp-cuda-windows') to the program's project; the library itself brings none.";
    }

    private static Exception? Load()
    {
        try
        {
            if (OperatingSystem.IsLinux())
                LoadOnLinux();
            else
                ProbeTorchSharp();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The package is there.
            return new DllNotFoundException($"libtorch, which trains the networks, could not be loaded: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException
            or NotSupportedException or TypeInitializationException or EntryPointNotFoundException)
        {
            return new DllNotFoundException(MissingMessage(exception.GetBaseException().Message), exception);
        }
    }

    private static void LoadOnLinux()
    {
        if (Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
            NativeEnvironment.SetUnlessSet("GOMP_SPINCOUNT", "1000");
        string folder = NativeFolders().FirstOrDefault(f => File.Exists(Path.Combine(f, "libtorch_cpu.so")))
            ?? throw new DllNotFoundException($"libtorch_cpu.so is not in the program's folder {AppContext.BaseDirectory}.");
        // By full path and in the order of their dependencies: what comes later finds these by name.
        foreach (string library in (string[])["libc10.so", "libtorch_cpu.so", "libtorch.so"])
            NativeLibrary.Load(Path.Combine(folder, library));
        string own = NativeFolders().Select(f => Path.Combine(f, TorchSharpLibrary)).FirstOrDefault(File.Exists)
            ?? throw new DllNotFoundException($"{TorchSharpLibrary} is not in the program's folder {AppContext.BaseDirectory}.");
        if (!NativeLibrary.TryLoad(own, out _))
            NativeCache.OfUser.Load(TorchSharpLibrary, ElfVersionPatch.Of(own, "GLIBCXX_3.4.32"));
    }

    /// <summary>Where the runtime looks for native libraries of this program.</summary>
    private static IEnumerable<string> NativeFolders()
    {
        string runtimes = Path.Combine("runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        yield return AppContext.BaseDirectory;
        yield return Path.Combine(AppContext.BaseDirectory, runtimes);
        if (AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") is string searched)
        {
            foreach (string folder in searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
                yield return folder;
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void ProbeTorchSharp() => _ = TorchSharp.torch.get_num_threads();
}
