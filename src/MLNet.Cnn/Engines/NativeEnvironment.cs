using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>The environment that native libraries see when they load, for engines.</summary>
public static partial class NativeEnvironment
{
    /// <summary>Sets a variable, unless the program or its user has set it.</summary>
    /// <param name="name">The variable.</param>
    /// <param name="value">Its value.</param>
    public static void SetUnlessSet(string name, string value)
    {
        if (Environment.GetEnvironmentVariable(name) is not null)
            return;
        // On Unix, .NET's own variables are not those that native code sees.
        if (OperatingSystem.IsWindows())
            Environment.SetEnvironmentVariable(name, value);
        else
            SetEnvironment(name, value, 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
