using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Cnn;

/// <summary>The environment behind ML.NET's catalogs, which it keeps internal: log, seed, device and temporary folder.</summary>
/// <remarks>The only reflection on ML.NET in this library. Where a later version lacks a member, its purpose is served by a default.</remarks>
internal static class HostAccess
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>The environment of a catalog such as <c>mlContext.Transforms</c>.</summary>
    public static IHostEnvironment EnvironmentOf(object catalog) =>
        catalog.GetType().GetInterface("Microsoft.ML.Data.IInternalCatalog")?.GetProperty("Environment")?.GetValue(catalog) as IHostEnvironment
        ?? new MLContext();

    /// <summary>The seed that the user gave the <c>MLContext</c>, or none.</summary>
    public static int? SeedOf(IHostEnvironment environment) => Read(environment, "Seed") as int?;

    /// <summary>The folder for temporary files: the one that the user set on the <c>MLContext</c>, else the system's.</summary>
    public static string TempFolderOf(IHostEnvironment environment) =>
        Read(environment, "TempFilePath") is string { Length: > 0 } folder ? folder : Path.GetTempPath();

    /// <summary>The device that the user set on the <c>MLContext</c>: <c>GpuDeviceId</c> and <c>FallbackToCpu</c>.</summary>
    public static EngineDevice DeviceOf(IHostEnvironment environment) =>
        new(Read(environment, "GpuDeviceId") as int?, Read(environment, "FallbackToCpu") as bool? ?? false);

    private static object? Read(IHostEnvironment environment, string property) =>
        environment.GetType().GetProperty(property, Hidden)?.GetValue(environment)
        ?? environment.GetType().GetInterfaces().Select(i => i.GetProperty(property, Hidden)?.GetValue(environment)).FirstOrDefault(value => value is not null);
}
