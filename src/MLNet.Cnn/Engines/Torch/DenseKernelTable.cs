namespace MLNet.Cnn;

/// <summary>Which Dense layers go through oneDNN in float32: chosen by processor and shape, never by timing, so that equal runs stay equal.</summary>
/// <remarks>
/// <para>Only on processors on which it was measured to be faster; everywhere else libtorch's own way, MKL. The maker is no rule: training FullyConnected against a loop by hand gave
/// 1.09 with oneDNN on AMD's family 26, model 2; on family 25, model 17 0.63 to 0.69 with oneDNN and 0.91 and 0.95 with MKL.</para>
/// <para>Family 26, model 2, two cores (forward and both gradients, batch 128, one thread, microseconds by MKL and by oneDNN): 84 to 10: 38, 57; 120 to 84: 96, 92;
/// 256 to 64: 145, 122; 400 to 120: 783, 240; 256 to 256: 485, 273; 784 to 256: 2256, 1159.</para>
/// </remarks>
internal static class DenseKernelTable
{
    // Below this the way through managed code costs more than oneDNN saves.
    private const int SmallestKernel = 16_384;

    private static readonly HashSet<ProcessorModel> _faster = [new("AMD", 26, 2)];

    /// <summary>The names of the layers that do.</summary>
    /// <param name="network">The network.</param>
    /// <param name="processor">The processor.</param>
    public static IReadOnlyList<string> OneDnnLayers(Network network, ProcessorModel processor) => _faster.Contains(processor)
        ? [.. network.Layers.Where(layer => layer.Layer is Dense && layer.Shape.Rank == 1 && layer.MultiplyAdds >= SmallestKernel).Select(layer => layer.Name)]
        : [];
}
