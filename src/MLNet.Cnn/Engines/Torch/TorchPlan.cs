using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>How a session computes: what is chosen by processor and shapes when it opens, and why.</summary>
/// <param name="Device">What computes.</param>
/// <param name="Precision">The type of numbers of a step.</param>
/// <param name="OneDnnLayers">The names of the Dense layers that go through oneDNN where they compute in float32.</param>
/// <param name="Choices">A sentence for each choice.</param>
internal sealed record TorchPlan(DeviceChoice Device, Precision Precision, IReadOnlyList<string> OneDnnLayers, string Choices)
{
    public EngineExecution Execution => new(Device.Name, Precision, Choices);

    /// <summary>The plan for some settings on this machine.</summary>
    public static TorchPlan Of(EngineSettings settings)
    {
        var device = DeviceChoice.Of(settings.Device, cuda.is_available() ? cuda.device_count() : 0);
        // TorchSharp cannot say what a GPU multiplies in.
        var (precision, reason) = device.IsGpu
            ? (settings.Precision == Precision.BFloat16 ? Precision.BFloat16 : Precision.Float32, settings.Precision == Precision.Auto ? "Float32 was chosen, because what this GPU multiplies in is not known." : "")
            : PrecisionRule.Choose(settings.Precision, settings.Network, ProcessorFeatures.HasBFloat16, "this processor");
        IReadOnlyList<string> oneDnn = !device.IsGpu && OneDnnLinear.IsAvailable ? DenseKernelTable.OneDnnLayers(settings.Network, ProcessorFeatures.Model) : [];
        string kernels = oneDnn.Count == 0 ? "" : $"Float32 products of {string.Join(", ", oneDnn)} by oneDNN, which was measured to be faster than MKL on this processor ({ProcessorFeatures.Model}).";
        return new TorchPlan(device, precision, oneDnn, string.Join(' ', ((string[])[device.Note, reason, kernels]).Where(choice => choice.Length > 0)));
    }
}
