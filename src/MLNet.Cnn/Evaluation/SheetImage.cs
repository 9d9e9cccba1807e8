using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>One image of a <see cref="ContactSheet"/>.</summary>
public sealed class SheetImage
{
    /// <summary>An image of floats.</summary>
    /// <param name="shape">Its shape: (height, width, channels). One channel shows as gray, three as color, four as color with transparency; any other number as
    /// that many gray images side by side.</param>
    /// <param name="pixels">Its values, in that order.</param>
    /// <param name="caption">What stands below it; a line break begins a new line.</param>
    /// <exception cref="ArgumentException">The shape is that of no image, or the number of values another than the shape's.</exception>
    public SheetImage(Shape shape, ReadOnlyMemory<float> pixels, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(caption);
        if (!shape.IsImage)
            throw new ArgumentException($"The shape {shape} is not that of an image (height, width, channels).", nameof(shape));
        if (pixels.Length != shape.Size)
            throw new ArgumentException($"An image of {shape} has {shape.Size} values, but {pixels.Length} were given.", nameof(pixels));
        Shape = shape;
        Pixels = pixels;
        Caption = caption;
    }

    /// <summary>An image of bytes.</summary>
    /// <inheritdoc cref="SheetImage(Shape, ReadOnlyMemory{float}, string)"/>
    public SheetImage(Shape shape, ReadOnlySpan<byte> pixels, string caption = "")
        : this(shape, Floats(pixels), caption)
    {
    }

    /// <summary>The shape: (height, width, channels).</summary>
    public Shape Shape { get; }

    /// <summary>The values, in that order.</summary>
    public ReadOnlyMemory<float> Pixels { get; }

    /// <summary>What stands below the image.</summary>
    public string Caption { get; }

    private static float[] Floats(ReadOnlySpan<byte> bytes)
    {
        var floats = new float[bytes.Length];
        TensorPrimitives.ConvertTruncating(bytes, floats);
        return floats;
    }
}
