using System.Diagnostics;
using System.Globalization;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Memory of this process, in megabytes of 1,000,000 bytes.</summary>
internal static class ProcessMemory
{
    private const double Megabyte = 1e6;

    /// <summary>What is in memory now.</summary>
    public static double Resident
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64 / Megabyte;
        }
    }

    /// <summary>The most that ever was. On Linux VmHWM; elsewhere what .NET tells.</summary>
    public static double Peak
    {
        get
        {
            const string file = "/proc/self/status";
            if (File.Exists(file))
                return double.Parse(File.ReadLines(file).First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / Megabyte;
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 / Megabyte;
        }
    }
}
