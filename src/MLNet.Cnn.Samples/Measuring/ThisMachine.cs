using System.Runtime.InteropServices;

namespace MLNet.Cnn.Samples;

/// <summary>What a measurement must name to mean something.</summary>
internal static class ThisMachine
{
    private const string CpuInfo = "/proc/cpuinfo";

    /// <summary>The processor's name, as far as the system tells it, and how many of it programs see.</summary>
    public static string Processor
    {
        get
        {
            var name = (File.Exists(CpuInfo) ? FromCpuInfo() : null)
                ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") // Windows
                ?? RuntimeInformation.ProcessArchitecture.ToString();
            return $"{name.Trim()} ({Environment.ProcessorCount} logical processors)";
        }
    }

    private static string? FromCpuInfo() => File.ReadLines(CpuInfo)
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?
        .Split(':', 2)[1];
}
