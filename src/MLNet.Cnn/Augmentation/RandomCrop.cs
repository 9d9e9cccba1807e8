namespace MLNet.Cnn;

/// <summary>Pads the image and takes a window of it, at a place drawn for each image.</summary>
/// <remarks>
/// <para><c>new RandomCrop { Padding = 4 }</c> is the usual recipe for CIFAR-10: four pixels of black around, and a window of the image's own size (He et al., 2016).</para>
/// <para>A window of another size is scaled to the image's size, because a network takes images of one size. Source: <c>keras.layers.RandomCrop</c>, which knows
/// no padding and draws one place for a whole batch.</para>
/// </remarks>
public sealed record RandomCrop : GeometricOperation
{
    /// <summary>Makes the operation.</summary>
    /// <param name="height">The window's height in pixels, or <see langword="null"/> for the image's. Default: <see langword="null"/>.</param>
    /// <param name="width">The window's width in pixels, or <see langword="null"/> for the image's. Default: <see langword="null"/>.</param>
    public RandomCrop(int? height = null, int? width = null)
    {
        Height = height;
        Width = width;
        FillMode = FillMode.Constant;
    }

    /// <summary>The window's height in pixels.</summary>
    /// <value>Default: <see langword="null"/>, the image's. At least 1, and no more than the padded image has.</value>
    public int? Height { get; init; }

    /// <summary>The window's width in pixels.</summary>
    /// <value>Default: <see langword="null"/>, the image's. At least 1, and no more than the padded image has.</value>
    public int? Width { get; init; }

    /// <summary>How many pixels are put around the image first: above and below, left and right.</summary>
    /// <value>Default: 0. At least 0, and no more than the image has.</value>
    public Size2D Padding { get; init; }

    internal override void Validate()
    {
        base.Validate();
        Check(Height is null or >= 1, nameof(Height), Height, "at least 1, or null");
        Check(Width is null or >= 1, nameof(Width), Width, "at least 1, or null");
        Check(Padding.Height >= 0 && Padding.Width >= 0, nameof(Padding), Padding, "at least 0 in both directions");
    }

    internal override string? Misfit(Shape image)
    {
        if (base.Misfit(image) is { } misfit)
            return misfit;
        if (Padding.Height > image.Height || Padding.Width > image.Width)
            return $"Padding {Padding} is larger than the {image} image; use at most {image.Height}x{image.Width}";
        var padded = new Size2D(image.Height + 2 * Padding.Height, image.Width + 2 * Padding.Width);
        var window = Window(image);
        return window.Height <= padded.Height && window.Width <= padded.Width
            ? null
            : $"the window {window} does not fit the {image} image, which is {padded} with its padding; make Height and Width smaller or Padding larger";
    }

    internal Size2D Window(Shape image) => new(Height ?? image.Height, Width ?? image.Width);
}
