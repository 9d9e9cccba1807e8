using System.Diagnostics;
using System.Globalization;

namespace MLNet.Cnn.Benchmarks;

/// <summary>How many processor seconds the whole machine and this process have used: what tells a noisy slot from a quiet one.</summary>
/// <param name="Machine">Seconds that all processors were busy, stolen time included; 0 where /proc/stat does not exist.</param>
/// <param name="Own">Seconds that this process used.</param>
/// <param name="Timestamp">When they were read.</param>
internal readonly record struct CpuUse(double Machine, double Own, long Timestamp)
{
    private const double TicksPerSecond = 100; // USER_HZ, proc(5)

    public static CpuUse Read() => new(ReadMachine(), Environment.CpuUsage.TotalTime.TotalSeconds, Stopwatch.GetTimestamp());

    /// <summary>How many processors other processes kept busy since <paramref name="earlier"/>, on average.</summary>
    public double OtherCoresSince(CpuUse earlier)
    {
        double seconds = Stopwatch.GetElapsedTime(earlier.Timestamp, Timestamp).TotalSeconds;
        return Machine == 0 ? 0 : Math.Max(0, (Machine - earlier.Machine - (Own - earlier.Own)) / seconds);
    }

    private static double ReadMachine()
    {
        if (!File.Exists("/proc/stat"))
            return 0;
        // cpu user nice system idle iowait irq softirq steal ...
        string[] fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return ((int[])[1, 2, 3, 6, 7, 8]).Sum(field => double.Parse(fields[field], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
