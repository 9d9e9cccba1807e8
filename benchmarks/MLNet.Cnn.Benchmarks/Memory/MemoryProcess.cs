using System.Diagnostics;
using System.Globalization;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Runs this program again for one measurement: only in a process of its own is memory that of the measured training.</summary>
internal static class MemoryProcess
{
    /// <summary>The hidden benchmarks.</summary>
    public const string Growth = "memory-growth", TensorFlowGrowth = "memory-growth-tensorflow", Peak = "memory-peak";

    /// <summary>Starts a hidden benchmark in a process of its own.</summary>
    /// <returns>The numbers that it printed, one a line.</returns>
    public static double[] Start(string benchmark, int threads)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        var start = new ProcessStartInfo(program, [benchmark, "--threads", threads.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
    }

    public static void Print(params ReadOnlySpan<double> values)
    {
        foreach (double value in values)
            Console.WriteLine(value.ToString(CultureInfo.InvariantCulture));
    }
}
