namespace MLNet.Cnn;

/// <summary>Where a session computes.</summary>
/// <param name="GpuId">The number of the GPU, counted from 0, or <see langword="null"/> for the CPU. Default: the CPU.</param>
/// <param name="FallbackToCpu">Whether the CPU takes over where that GPU cannot be used; else that is an error. Default: <see langword="false"/>, as in ML.NET.</param>
public sealed record EngineDevice(int? GpuId = null, bool FallbackToCpu = false)
{
    /// <summary>The CPU.</summary>
    public static EngineDevice Cpu { get; } = new();
}
