using System.Runtime.ExceptionServices;

namespace MLNet.Cnn;

/// <summary>Runs work with an engine on a thread of its own: sessions belong to threads, and so do their thread counts.</summary>
internal static class EngineThread
{
    // Deep graphs recurse in native code; the default of some platforms (512 KiB on macOS) is too small.
    private const int StackBytes = 16 << 20;

    /// <summary>Runs the work and waits; what it throws is thrown here.</summary>
    public static T Run<T>(Func<T> work)
    {
        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        var thread = new Thread(
            () =>
            {
                System.Globalization.CultureInfo.CurrentCulture = culture;
                try
                {
                    result = work();
                }
                catch (Exception exception)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackBytes)
        {
            Name = "MLNet.Cnn engine",
            IsBackground = true,
        };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
