using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>Finds and loads TensorFlow's C library, once per process.</summary>
/// <remarks>
/// Its symbols stay its own (<c>RTLD_LOCAL</c>, .NET's default), because libtorch brings libraries of the same names. Before it is loaded, two variables are set in the
/// native environment unless they are there: <c>TF_CPP_MIN_LOG_LEVEL=2</c>, so that it writes nothing but errors to the console (recent versions write two lines about oneDNN all the same), and
/// <c>TF_OVERRIDE_GLOBAL_THREADPOOL=1</c>, without which the first session would fix the number of threads of all others.
/// </remarks>
internal static class TensorFlowLibrary
{
    private static readonly Version _oldest = new(2, 3);
    private static readonly Lock _gate = new();

    // A process can load it only once; which file that was is a fact about the process.
    private static (nint Handle, string Place)? _loaded;

    /// <summary>Loads the library.</summary>
    /// <param name="path">A file or folder that a user named, or <see langword="null"/> to search.</param>
    /// <exception cref="DllNotFoundException">There is none, it does not load here, or it is too old; the message says what was looked for.</exception>
    /// <exception cref="InvalidOperationException">Another one is loaded already.</exception>
    public static void EnsureLoaded(string? path)
    {
        lock (_gate)
        {
            if (_loaded is { } before)
            {
                if (path is not null && !TensorFlowSearch.IsIn(before.Place, path))
                    throw new InvalidOperationException($"TensorFlow was already loaded from '{before.Place}', and a process can load it only once, so that '{path}' cannot be used. Give every TensorFlowEngine of the program the same LibraryPath.");
                return;
            }
            NativeEnvironment.SetUnlessSet("TF_CPP_MIN_LOG_LEVEL", "2");
            NativeEnvironment.SetUnlessSet("TF_OVERRIDE_GLOBAL_THREADPOOL", "1");
            var found = TensorFlowSearch.Load(path);
            CheckVersion(found.Handle, found.Place);
            NativeLibrary.SetDllImportResolver(typeof(TensorFlowLibrary).Assembly, (name, _, _) => name == TensorFlowMethods.Library ? found.Handle : 0);
            ManagedKernel.Register();
            _loaded = found;
        }
    }

    /// <summary>Refuses what is not TensorFlow, or a version without the operations that are used.</summary>
    internal static void CheckVersion(nint library, string place)
    {
        if (!NativeLibrary.TryGetExport(library, nameof(TensorFlowMethods.TF_Version), out nint export))
            throw new DllNotFoundException($"'{place}' is a library, but not TensorFlow's C library: it has no function TF_Version.");
        Check(Marshal.PtrToStringUTF8(VersionOf(export)) ?? "", place);
    }

    internal static void Check(string version, string place)
    {
        // A pre-release has letters behind the third number.
        string numbers = string.Join('.', version.Split('.').Take(2));
        if (!Version.TryParse(numbers, out var parsed) || parsed < _oldest)
            throw new DllNotFoundException($"TensorFlow at '{place}' has the version {version}, but {_oldest} or later is needed.");
    }

    private static unsafe nint VersionOf(nint export) => ((delegate* unmanaged<nint>)export)();
}
