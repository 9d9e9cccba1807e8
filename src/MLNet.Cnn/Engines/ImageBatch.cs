namespace MLNet.Cnn;

/// <summary>Some images of one shape, one behind the other: (count, height, width, channels).</summary>
public readonly record struct ImageBatch
{
    /// <summary>Makes a batch.</summary>
    /// <param name="shape">The shape of one image: (height, width, channels).</param>
    /// <param name="pixels">The pixels of all images, in their order; a whole number of images.</param>
    /// <exception cref="ArgumentException">The number of pixels is not a multiple of the image's size, or 0.</exception>
    public ImageBatch(Shape shape, ReadOnlyMemory<float> pixels)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (pixels.Length == 0 || pixels.Length % shape.Size != 0)
            throw new ArgumentException($"{pixels.Length} values are no whole number of {shape} images, which have {shape.Size} values each.", nameof(pixels));
        Shape = shape;
        Pixels = pixels;
    }

    /// <summary>The shape of one image.</summary>
    public Shape Shape { get; }

    /// <summary>The pixels of all images.</summary>
    public ReadOnlyMemory<float> Pixels { get; }

    /// <summary>The number of images.</summary>
    public int Count => Pixels.Length / Shape.Size;
}
