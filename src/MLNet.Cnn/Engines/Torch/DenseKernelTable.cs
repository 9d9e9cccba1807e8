namespace MLNet.Cnn;

/// <summary>Which Dense layers go through oneDNN in float32: chosen by processor and shape, never by timing, so that equal runs stay equal.</summary>
/// <remarks>
/// Measured on two cores of AMD's Zen 5 (forward and both gradients, batch 128, one thread, microseconds by MKL and by oneDNN): 84 to 10: 38, 57; 120 to 84: 96, 92;
/// 256 to 64: 145, 122; 400 to 120: 783, 240; 256 to 256: 485, 273; 784 to 256: 2256, 1159. MKL takes its slow path on AMD; on Intel it needs no help.
/// </remarks>
internal static class DenseKernelTable
{
    // Below this the way through managed code costs more than oneDNN saves.
    private const int SmallestKernel = 16_384;

    /// <summary>The names of the layers that do.</summary>
    /// <param name="network">The network.</param>
    /// <param name="isAmd">Whether the processor is AMD's.</param>
    public static IReadOnlyList<string> OneDnnLayers(Network network, bool isAmd) => isAmd
        ? [.. network.Layers.Where(layer => layer.Layer is Dense && layer.Shape.Rank == 1 && layer.MultiplyAdds >= SmallestKernel).Select(layer => layer.Name)]
        : [];
}
