using System.Reflection;
using Microsoft.ML;

namespace MLNet.Cnn.Samples;

/// <summary>The versions of what did the work.</summary>
/// <param name="Library">MLNet.Cnn.</param>
/// <param name="DotNet">.NET.</param>
/// <param name="MlNet">Microsoft.ML.</param>
/// <param name="TorchSharp">TorchSharp, the engine that is used where no other is named.</param>
/// <param name="OnnxRuntime">ONNX Runtime, which scores.</param>
internal sealed record Versions(string Library, string DotNet, string MlNet, string TorchSharp, string OnnxRuntime)
{
    /// <summary>The versions in this process.</summary>
    public static Versions Current() => new(
        Of(typeof(CnnTransformer).Assembly),
        Environment.Version.ToString(),
        Of(typeof(MLContext).Assembly),
        Of(Assembly.Load("TorchSharp")),
        Of(Assembly.Load("Microsoft.ML.OnnxRuntime")));

    private static string Of(Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString() ?? "unknown";
        return version.Split('+')[0]; // without the commit
    }
}
