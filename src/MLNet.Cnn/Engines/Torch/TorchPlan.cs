namespace MLNet.Cnn;

/// <summary>How a session computes: what is chosen by processor and shapes when it opens, and why.</summary>
/// <param name="Precision">The type of numbers of a step.</param>
/// <param name="OneDnnLayers">The names of the Dense layers that go through oneDNN where they compute in float32.</param>
/// <param name="Choices">A sentence for each choice.</param>
internal sealed record TorchPlan(Precision Precision, IReadOnlyList<string> OneDnnLayers, string Choices)
{
    public EngineExecution Execution => new("CPU", Precision, Choices);

    /// <summary>The plan for some settings on this machine.</summary>
    public static TorchPlan Of(EngineSettings settings)
    {
        var (precision, reason) = PrecisionRule.Choose(settings.Precision, settings.Network, ProcessorFeatures.HasBFloat16, "this processor");
        IReadOnlyList<string> oneDnn = OneDnnLinear.IsAvailable ? DenseKernelTable.OneDnnLayers(settings.Network, ProcessorFeatures.IsAmd) : [];
        string kernels = oneDnn.Count == 0 ? "" : $"Float32 products of {string.Join(", ", oneDnn)} by oneDNN, because MKL is slower on AMD's processors.";
        return new TorchPlan(precision, oneDnn, string.Join(' ', ((string[])[reason, kernels]).Where(choice => choice.Length > 0)));
    }
}
