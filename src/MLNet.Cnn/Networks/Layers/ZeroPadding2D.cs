namespace MLNet.Cnn;

/// <summary>Adds rows and columns of zeros around the image.</summary>
/// <remarks>
/// Shapes: (height, width, channels) to (top + height + bottom, left + width + right, channels). Source: <c>keras.layers.ZeroPadding2D</c>.
/// </remarks>
/// <param name="Padding">Rows and columns on each side; at least 0.</param>
public sealed record ZeroPadding2D(Margins Padding) : Layer
{
    internal override LayerTraits Traits => LayerTraits.KeepsImage;

    internal override Shape InferShape(LayerInputs inputs)
    {
        var input = inputs.SingleImage;
        inputs.Require(Padding is { Top: >= 0, Bottom: >= 0, Left: >= 0, Right: >= 0 }, $"Padding is {Padding}, but no side may be negative.");
        return new Shape(Padding.Top + input.Height + Padding.Bottom, Padding.Left + input.Width + Padding.Right, input.Channels);
    }
}
