namespace MLNet.Cnn;

/// <summary>Cuts rows and columns off the image.</summary>
/// <remarks>Shapes: (height, width, channels) to (height - top - bottom, width - left - right, channels). Source: <c>keras.layers.Cropping2D</c>.</remarks>
/// <param name="Cropping">Rows and columns on each side; at least 0.</param>
public sealed record Cropping2D(Margins Cropping) : Layer
{
    internal override LayerTraits Traits => LayerTraits.KeepsImage;

    internal override Shape InferShape(LayerInputs inputs)
    {
        var input = inputs.SingleImage;
        inputs.Require(Cropping is { Top: >= 0, Bottom: >= 0, Left: >= 0, Right: >= 0 }, $"Cropping is {Cropping}, but no side may be negative.");
        long height = (long)input.Height - Cropping.Top - Cropping.Bottom, width = (long)input.Width - Cropping.Left - Cropping.Right;
        inputs.Require(height >= 1 && width >= 1, $"Cropping is {Cropping}, which leaves nothing of the {input} input.");
        return new Shape((int)height, (int)width, input.Channels);
    }
}
