using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>The device that a session really uses.</summary>
/// <param name="Device">The device.</param>
/// <param name="Note">Why it is not the one asked for; empty where it is.</param>
internal sealed record DeviceChoice(Device Device, string Note)
{
    public bool IsGpu => Device.type != TorchSharp.DeviceType.CPU;

    public string Name => IsGpu ? FormattableString.Invariant($"GPU {Device.index}") : "CPU";

    /// <summary>The device for what was asked.</summary>
    /// <param name="asked">The settings.</param>
    /// <param name="gpuCount">GPUs that this build of libtorch can use.</param>
    /// <exception cref="InvalidOperationException">The GPU cannot be used, and the CPU may not take over.</exception>
    public static DeviceChoice Of(EngineDevice asked, int gpuCount)
    {
        if (asked.GpuId is not { } id)
            return new DeviceChoice(CPU, "");
        if (id >= 0 && id < gpuCount)
            return new DeviceChoice(new Device(TorchSharp.DeviceType.CUDA, id), "");
        string platform = OperatingSystem.IsWindows() ? "windows" : "linux";
        string why = gpuCount == 0
            ? $"GPU {id} was asked for, but libtorch finds no GPU: add the package 'TorchSharp-cuda-{platform}' 0.107.0 in place of the CPU one, on a machine with an NVIDIA GPU and its driver."
            : $"GPU {id} was asked for, but there are {gpuCount}, counted from 0.";
        return asked.FallbackToCpu
            ? new DeviceChoice(CPU, $"{why} The CPU is used instead.")
            : throw new InvalidOperationException($"{why} Or let the CPU take over: MLContext.FallbackToCpu = true.");
    }
}
