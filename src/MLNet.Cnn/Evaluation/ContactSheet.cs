namespace MLNet.Cnn;

/// <summary>Images in a grid with captions: a look at many of them at once.</summary>
/// <param name="Images">The images, row by row. They may differ in size and channels. At least one.</param>
public sealed record ContactSheet(IReadOnlyList<SheetImage> Images) : Picture
{
    /// <summary>How many images stand side by side.</summary>
    /// <value>Default: <see langword="null"/>, so many that the sheet is somewhat wider than high. At least 1.</value>
    public int? Columns { get; init; }

    /// <summary>The longer edge of an image on the sheet, in pixels. Small images are enlarged by whole numbers, so that their pixels stay squares.</summary>
    /// <value>Default: <see langword="null"/>: about 112 for images up to 112 pixels, their own up to 160, and 160 for larger ones. Range: 8 to 4,096.</value>
    public int? ImageSize { get; init; }

    /// <summary>The values that show as black and as full brightness.</summary>
    /// <value>Default: <see langword="null"/>: 0 to 1 or 0 to 255 where the values of all images lie there, else from the smallest to the largest value.</value>
    public ValueRange? Range { get; init; }

    /// <inheritdoc/>
    private protected override PictureLayout Arrange()
    {
        if (Images.Count == 0)
            throw new ArgumentException("A contact sheet needs at least one image.");
        if (Columns is < 1)
            throw new ArgumentException($"ContactSheet.Columns is {Columns}, but it must be at least 1.");
        if (ImageSize is < 8 or > 4_096)
            throw new ArgumentException($"ContactSheet.ImageSize is {ImageSize}, but it must be between 8 and 4,096.");
        var range = Range ?? ValueRange.OfPixels(Images.Select(image => image.Pixels));
        return new PictureLayout(Title, new CaptionedGrid([.. Images.Select(image => Cell(image, range))], Columns));
    }

    private GridCell Cell(SheetImage image, ValueRange range)
    {
        var pixels = new PixelBitmap(image.Shape, range);
        var size = TileScale.Of(pixels.Size, ImageSize);
        return new(size, image.Caption, () => TileScale.Apply(pixels.Draw(image.Pixels.Span), size));
    }
}
