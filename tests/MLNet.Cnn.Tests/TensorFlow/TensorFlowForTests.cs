using System.Diagnostics;

namespace MLNet.Cnn.Tests;

/// <summary>TensorFlow's library for tests: unpacked once into the user's cache folder from <c>shared/native</c> beside the repository, and never a part of the project.</summary>
internal static class TensorFlowForTests
{
    private const string Archive = "tensorflow-cpu-2.21.0-linux-x64.tar.xz";

    private static readonly Lazy<(string? Folder, string? Reason)> _library = new(Find);

    /// <summary>The engine. The test is skipped, with a line that says so, where there is no library.</summary>
    public static ICnnEngine Require() => new TensorFlowEngine { LibraryPath = Folder };

    /// <summary>The folder with the library. The test is skipped, with a line that says so, where there is none.</summary>
    public static string Folder
    {
        get
        {
            if (_library.Value.Reason is not { } reason)
                return _library.Value.Folder!;
            Console.WriteLine(reason);
            Assert.Skip(reason);
            return "";
        }
    }

    private static (string? Folder, string? Reason) Find()
    {
        if (Environment.GetEnvironmentVariable("MLNETCNN_TENSORFLOW") is { Length: > 0 } named)
            return (named, null);
        string archive = Path.Combine(Path.GetDirectoryName(LibrarySource.Repository)!, "shared", "native", Archive);
        if (!File.Exists(archive))
            return (null, $"TensorFlow: shared/native/{Archive} is absent, and MLNETCNN_TENSORFLOW is not set.");
        if (!OperatingSystem.IsLinux() || System.Runtime.InteropServices.RuntimeInformation.OSArchitecture != System.Runtime.InteropServices.Architecture.X64)
            return (null, $"TensorFlow: {Archive} is for Linux x64 only.");
        string cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "MLNet.Cnn");
        string folder = Path.Combine(cache, "tensorflow-2.21.0");
        return Directory.Exists(folder) ? (folder, null) : Unpack(archive, folder);
    }

    /// <summary>Unpacks beside the folder and renames, so that another process never sees half of it.</summary>
    private static (string? Folder, string? Reason) Unpack(string archive, string folder)
    {
        string beside = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(beside);
        try
        {
            using var tar = Process.Start(new ProcessStartInfo("tar", ["-xJf", archive, "-C", beside]) { RedirectStandardError = true })!;
            string errors = tar.StandardError.ReadToEnd();
            tar.WaitForExit();
            if (tar.ExitCode != 0)
                return (null, $"TensorFlow: {Archive} could not be unpacked: {errors.Trim()}");
            Directory.Move(beside, folder);
            return (folder, null);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            return (folder, null); // another process was faster
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return (null, $"TensorFlow: {Archive} could not be unpacked: tar {exception.Message}");
        }
        finally
        {
            if (Directory.Exists(beside))
                Directory.Delete(beside, recursive: true);
        }
    }
}
