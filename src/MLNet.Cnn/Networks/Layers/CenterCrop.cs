namespace MLNet.Cnn;

/// <summary>The middle of the image.</summary>
/// <remarks>
/// Shapes: (height, width, channels) to (<see cref="Height"/>, <see cref="Width"/>, channels). Where the rest is odd, the larger part is cut off below and to the right.
/// Source: <c>keras.layers.CenterCrop</c>; images that are smaller, which Keras enlarges, are refused.
/// </remarks>
/// <param name="Height">Rows to keep; at least 1.</param>
/// <param name="Width">Columns to keep; at least 1.</param>
public sealed record CenterCrop(int Height, int Width) : Layer
{
    /// <summary>What is cut off an image of this shape.</summary>
    internal Margins MarginsOf(Shape input)
    {
        int rows = input.Height - Height, columns = input.Width - Width;
        return new Margins(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
    }

    internal override LayerTraits Traits => LayerTraits.KeepsImage;

    internal override Shape InferShape(LayerInputs inputs)
    {
        var input = inputs.SingleImage;
        inputs.Require(Height >= 1 && Width >= 1, $"Height and Width are {Height} and {Width}, but both must be at least 1.");
        inputs.Require(Height <= input.Height && Width <= input.Width, $"{Height}x{Width} pixels cannot be cut out of the {input} input. Put Resizing in front of it.");
        return new Shape(Height, Width, input.Channels);
    }
}
