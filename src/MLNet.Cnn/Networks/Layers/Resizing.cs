namespace MLNet.Cnn;

/// <summary>The image in another size.</summary>
/// <remarks>
/// Shapes: (height, width, channels) to (<see cref="Height"/>, <see cref="Width"/>, channels). Without smoothing before an image is made smaller, and without
/// keeping the aspect ratio. Source: <c>keras.layers.Resizing</c>.
/// </remarks>
/// <param name="Height">The new height, in pixels; at least 1.</param>
/// <param name="Width">The new width, in pixels; at least 1.</param>
/// <param name="Interpolation">How pixels are found. Default: <see cref="Interpolation.Bilinear"/>.</param>
public sealed record Resizing(int Height, int Width, Interpolation Interpolation = Interpolation.Bilinear) : Layer
{
    internal override LayerTraits Traits => LayerTraits.KeepsImage | (Interpolation == Interpolation.Nearest ? LayerTraits.None : LayerTraits.NeedsDigits);

    internal override Shape InferShape(LayerInputs inputs)
    {
        inputs.Require(Height >= 1 && Width >= 1, $"Height and Width are {Height} and {Width}, but both must be at least 1.");
        return new Shape(Height, Width, inputs.SingleImage.Channels);
    }
}
