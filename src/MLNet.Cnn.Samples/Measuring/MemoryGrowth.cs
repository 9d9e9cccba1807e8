using System.Runtime.InteropServices;

namespace MLNet.Cnn.Samples;

/// <summary>By how much the process grows while something is done.</summary>
/// <param name="Before">Bytes that were resident before.</param>
internal sealed record MemoryGrowth(long Before)
{
    private const string PeakReset = "/proc/self/clear_refs"; // Linux: writing 5 sets VmHWM to what is resident now

    /// <summary>Begins with as little memory as can be: what is free goes back to the system first, where it can be told to.</summary>
    public static MemoryGrowth Begin()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            Trim(0);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            // Not glibc: freed memory stays, and the growth is a little too small.
        }

        ForgetPeak();
        return new(ThisProcess.MemoryBytes);
    }

    /// <summary>The most bytes that came to what was there; where the system forgets no peak, what is there now.</summary>
    public long Bytes() => Math.Max(0, (ForgetsPeak ? ThisProcess.PeakMemoryBytes : ThisProcess.MemoryBytes) - Before);

    private static bool ForgetsPeak => File.Exists(PeakReset);

    private static void ForgetPeak()
    {
        if (ForgetsPeak)
            File.WriteAllText(PeakReset, "5");
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    private static extern int Trim(nuint padding);
}
