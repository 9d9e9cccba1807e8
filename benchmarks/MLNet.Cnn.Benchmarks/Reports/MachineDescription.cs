using System.Reflection;
using System.Runtime.InteropServices;

namespace MLNet.Cnn.Benchmarks;

/// <summary>What the numbers depend on: processor, versions, commit.</summary>
internal static class MachineDescription
{
    public static IReadOnlyList<(string Name, string Value)> Read(int threads) =>
    [
        ("Processor", $"{Processor()}, {Environment.ProcessorCount} logical processors"),
        ("Threads", $"{threads}"),
        ("System", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}"),
        (".NET", Environment.Version.ToString()),
        ("TorchSharp", VersionOf(typeof(TorchSharp.torch).Assembly)),
        ("ONNX Runtime", VersionOf(typeof(Microsoft.ML.OnnxRuntime.InferenceSession).Assembly)),
        ("ML.NET", VersionOf(typeof(Microsoft.ML.MLContext).Assembly)),
        ("MLNet.Cnn", VersionOf(typeof(NetworkBuilder).Assembly)),
    ];

    private static string Processor()
    {
        const string file = "/proc/cpuinfo";
        if (!File.Exists(file))
            return RuntimeInformation.ProcessArchitecture.ToString();
        var lines = File.ReadLines(file).TakeWhile(line => line.Length > 0).Select(line => line.Split(':', 2)).Where(line => line.Length == 2)
            .ToDictionary(line => line[0].Trim(), line => line[1].Trim());
        string Field(string name) => lines.GetValueOrDefault(name, "?");
        string vectors = string.Join(' ', Field("flags").Split(' ').Where(flag => flag is "avx2" or "avx512f" or "avx512_bf16" or "amx_tile"));
        return $"{Field("model name")} (family {Field("cpu family")}, model {Field("model")}; {vectors})";
    }

    // The SDK appends the commit to the informational version: 0.1.0+abcdef.
    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version?.ToString() ?? "?";
}
