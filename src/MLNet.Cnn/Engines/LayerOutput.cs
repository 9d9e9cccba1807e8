namespace MLNet.Cnn;

/// <summary>The output of one layer for a batch, or a gradient by it.</summary>
/// <param name="LayerName">The layer.</param>
/// <param name="Shape">The shape for one image, channels last.</param>
/// <param name="Values">The values of all images: (count, …).</param>
public sealed record LayerOutput(string LayerName, Shape Shape, ReadOnlyMemory<float> Values);
