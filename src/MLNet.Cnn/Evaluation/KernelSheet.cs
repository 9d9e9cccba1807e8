using System.Globalization;

namespace MLNet.Cnn;

/// <summary>The kernels of a convolution as pictures, all in the colors of one scale: blue below zero, white at zero, orange above.</summary>
/// <remarks>A kernel over up to four channels shows them side by side, one over more in a square.</remarks>
/// <param name="Network">The trained network.</param>
public sealed record KernelSheet(TrainedNetwork Network) : Picture
{
    private const int SmallestWeight = 6; // pixels
    private const int PreferredEdge = 84;

    /// <summary>The layer whose kernels are shown.</summary>
    /// <value>Default: <see langword="null"/>, the first convolution.</value>
    public string? LayerName { get; init; }

    /// <summary>How many kernels are shown at the most, from the first on.</summary>
    /// <value>Default: 64. At least 1.</value>
    public int Maximum { get; init; } = 64;

    /// <inheritdoc/>
    private protected override PictureLayout Arrange()
    {
        if (Maximum < 1)
            throw new ArgumentException($"KernelSheet.Maximum is {Maximum}, but it must be at least 1.");
        var kernels = Kernels();
        var values = ValueRange.Of([kernels.Values]);
        double largest = Math.Max(Math.Abs(values.Low), Math.Abs(values.High));
        var planes = new PlaneBitmap(kernels.Shape, new(-largest, largest), ColorMap.Diverging);
        int edge = Math.Max(planes.Size.Width, planes.Size.Height);
        var size = TileScale.Of(planes.Size, Math.Max(PreferredEdge, SmallestWeight * edge));
        int shown = Math.Min(Maximum, kernels.Count);
        var cells = Enumerable.Range(0, shown).Select(index => new GridCell(
            size, index.ToString(CultureInfo.InvariantCulture), () => TileScale.Apply(planes.Draw(kernels[index]), size)));
        string count = shown == kernels.Count ? $"{shown} kernels" : $"{shown} of {kernels.Count} kernels";
        return new PictureLayout(
            Title,
            TextLines.Label(FormattableString.Invariant($"{kernels.Layer.Name}: {count} of {kernels.Shape}")),
            new CaptionedGrid([.. cells], columns: null),
            new ColorScale(ColorMap.Diverging, planes.Range));
    }

    private LayerKernels Kernels()
    {
        var all = Network.Network.Layers.Select(layer => LayerKernels.Of(layer, Network.Weights)).OfType<LayerKernels>().ToList();
        if (all.Count == 0)
            throw new ArgumentException($"The network '{Network.Network.Name}' has no convolution, so there are no kernels to draw.");
        return LayerName is null ? all[0] : all.Find(kernels => kernels.Layer.Name == LayerName)
            ?? throw new KeyNotFoundException($"The network '{Network.Network.Name}' has no convolution '{LayerName}'. Its convolutions: {string.Join(", ", all.Select(kernels => kernels.Layer.Name))}.");
    }
}
