namespace MLNet.Cnn;

/// <summary>Says in words that SkiaSharp's native library is missing: it comes with the program, not with this library.</summary>
internal static class NativeSkia
{
    /// <summary>Draws something.</summary>
    /// <exception cref="DllNotFoundException">SkiaSharp's native library is missing; the message names the package to add.</exception>
    public static T Use<T>(Func<T> draw)
    {
        try
        {
            return draw();
        }
        catch (Exception exception) when (exception is TypeInitializationException or DllNotFoundException)
        {
            throw new DllNotFoundException(
                "SkiaSharp's native library, which draws pictures, could not be loaded. Add a package to the program that has it for its platform: on Linux SkiaSharp.NativeAssets.Linux.NoDependencies, on Windows SkiaSharp.NativeAssets.Win32, on macOS SkiaSharp.NativeAssets.macOS.",
                exception);
        }
    }
}
