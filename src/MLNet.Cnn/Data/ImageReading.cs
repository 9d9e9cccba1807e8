namespace MLNet.Cnn;

/// <summary>How images of any size become pixels of one size: the part of a model that decodes and resizes, the same in training and serving.</summary>
/// <remarks>It goes with image columns of <c>MLImage</c>, of paths and of encoded bytes. Vectors of pixels need none.</remarks>
/// <param name="ImageSize">Height and width of the images that the network sees, in pixels. Range: 1 to 4,096.</param>
public sealed record ImageReading(Size2D ImageSize)
{
    private const int LargestSide = 4_096;

    /// <summary>What is done where an image is of another shape.</summary>
    /// <value>Default: <see cref="ImageResizing.Crop"/>, as ML.NET's <c>ResizeImages</c>.</value>
    public ImageResizing Resizing { get; init; } = ImageResizing.Crop;

    /// <summary>Whether the network sees colors.</summary>
    /// <value>Default: <see cref="ColorMode.Rgb"/>, as Keras' <c>color_mode</c>.</value>
    public ColorMode ColorMode { get; init; } = ColorMode.Rgb;

    /// <summary>How encoded bytes are decoded; paths and <c>MLImage</c> are not concerned.</summary>
    /// <value>Default: <see cref="ImageDecoding.Version2"/>. Models that 0.1.0 saved have <see cref="ImageDecoding.Version1"/>.</value>
    public ImageDecoding Decoding { get; init; } = ImageDecoding.Version2;

    /// <summary>The shape of one image: (height, width, 3), or (height, width, 1) in grayscale.</summary>
    internal Shape Shape => new(ImageSize.Height, ImageSize.Width, ColorMode == ColorMode.Rgb ? 3 : 1);

    /// <summary>The code that reads images to a shape, for messages, or <see langword="null"/> if none does.</summary>
    internal static string? CodeFor(Shape shape) => !shape.IsImage || shape.Channels is not (1 or 3)
        ? null
        : FormattableString.Invariant($"new ImageReading(({shape.Height}, {shape.Width}))") + (shape.Channels == 1 ? " { ColorMode = ColorMode.Grayscale }" : "");

    /// <summary>Throws if a setting is out of its range.</summary>
    internal void Validate()
    {
        if (!ImageSize.IsPositive || ImageSize.Height > LargestSide || ImageSize.Width > LargestSide)
            throw new ArgumentOutOfRangeException(nameof(ImageSize), FormattableString.Invariant($"ImageReading.ImageSize is {ImageSize}, but height and width must be between 1 and {LargestSide:N0}."));
        if (!Enum.IsDefined(Resizing))
            throw new ArgumentOutOfRangeException(nameof(Resizing), $"ImageReading.Resizing is {Resizing}, but it must be one of {string.Join(", ", Enum.GetNames<ImageResizing>())}.");
        if (!Enum.IsDefined(Decoding))
            throw new ArgumentOutOfRangeException(nameof(Decoding), $"ImageReading.Decoding is {Decoding}, but it must be one of {string.Join(", ", Enum.GetNames<ImageDecoding>())}.");
        if (!Enum.IsDefined(ColorMode))
            throw new ArgumentOutOfRangeException(nameof(ColorMode), $"ImageReading.ColorMode is {ColorMode}, but it must be one of {string.Join(", ", Enum.GetNames<ColorMode>())}.");
    }
}
