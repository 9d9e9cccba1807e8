using System.Diagnostics;

namespace MLNet.Cnn.Samples;

/// <summary>What the operating system knows of this process.</summary>
internal static class ThisProcess
{
    /// <summary>The most memory that was resident at any time (on Linux VmHWM).</summary>
    public static long PeakMemoryBytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>The memory that is resident now.</summary>
    public static long MemoryBytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }

    /// <summary>Seconds that all processors together have worked for this process.</summary>
    public static double ProcessorSeconds
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Seconds since the process was started, so that the start of .NET counts too.</summary>
    public static double Seconds
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return (DateTime.Now - process.StartTime).TotalSeconds;
        }
    }
}
