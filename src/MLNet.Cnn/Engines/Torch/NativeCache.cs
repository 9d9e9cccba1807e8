using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace MLNet.Cnn;

/// <summary>Loads a native library that was made while the program runs: out of the user's cache folder or, where that cannot be used, out of the temporary one.</summary>
/// <remarks>A service account often has no home folder, or one that it may not write to; and a folder may be mounted so that nothing in it can be run.</remarks>
/// <param name="userFolder">The user's folder for such files; empty if there is none.</param>
/// <param name="load">Loads a library by its path.</param>
internal sealed class NativeCache(string userFolder, Action<string> load)
{
    /// <summary>The cache of the user that runs the process.</summary>
    public static NativeCache OfUser { get; } = new(
        // As it is named, without looking at it: asked to look or to make it, .NET gives nothing or throws where the user may not.
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        path => NativeLibrary.Load(path));

    /// <summary>Loads a library.</summary>
    /// <param name="name">Its file's name.</param>
    /// <param name="image">Its bytes.</param>
    /// <exception cref="IOException">It can be loaded out of neither folder; the message says why.</exception>
    public void Load(string name, byte[] image)
    {
        var refused = new List<string>();
        string hash = Convert.ToHexStringLower(SHA256.HashData(image))[..16];
        if (userFolder.Length > 0 && TryLoad(Path.Combine(userFolder, "MLNet.Cnn", "native", hash), name, image, refused))
            return;
        string? temporary = null;
        try
        {
            // A new folder that only this user may write to: a fixed name in the shared one could be taken by others.
            temporary = Directory.CreateTempSubdirectory("mlnet-cnn-").FullName;
            if (TryLoad(temporary, name, image, refused))
                return;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            refused.Add($"'{Path.GetTempPath()}': {exception.Message}");
        }
        finally
        {
            // What is loaded stays loaded without its file.
            if (temporary is not null)
                Directory.Delete(temporary, recursive: true);
        }
        throw new IOException($"the copy of {name} that this system needs could be loaded out of neither the user's cache folder nor the temporary one. {string.Join(' ', refused)} Let HOME (or XDG_DATA_HOME), or TMPDIR, name a folder that this user may write to and libraries can be loaded from.");
    }

    private bool TryLoad(string folder, string name, byte[] image, List<string> refused)
    {
        string copy = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            if (!File.Exists(copy) || !File.ReadAllBytes(copy).AsSpan().SequenceEqual(image))
                SafeFile.Write(copy, image);
            load(copy);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DllNotFoundException or BadImageFormatException)
        {
            refused.Add($"'{folder}': {exception.Message}");
            return false;
        }
    }
}
