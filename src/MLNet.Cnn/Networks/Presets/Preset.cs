namespace MLNet.Cnn;

/// <summary>What all presets for images have in common: widths, the head, and the error for images that are too small.</summary>
internal static class Preset
{
    private const int LargestSearched = 512;

    /// <summary>A builder whose network ends in logits.</summary>
    /// <param name="family">The presets that are trained alike.</param>
    /// <param name="name">The preset's name.</param>
    /// <param name="build">From the input and the number of classes to the logits.</param>
    public static NetworkBuilder Of(NetworkFamily family, string name, Func<Symbol, int, Symbol> build) => new(name, (imageShape, classCount) =>
    {
        if (!imageShape.IsImage)
            throw new ArgumentException($"{name} takes images (height, width, channels), but the shape is {imageShape}.");
        try
        {
            return Build(imageShape);
        }
        catch (ArgumentException exception) when (SmallestThatWorks(imageShape) is { } side)
        {
            throw new ArgumentException($"{name} does not fit {imageShape} images. {exception.Message} The smallest image that works is {side}x{side}.", exception);
        }

        Network Build(Shape shape)
        {
            var image = Symbol.Input(shape);
            return new Network(image, build(image, classCount), name.ToLowerInvariant());
        }

        // The image is too small if a larger square one works; what fails at every size has another cause.
        int? SmallestThatWorks(Shape shape)
        {
            for (int side = Math.Min(shape.Height, shape.Width) + 1; side <= LargestSearched; side++)
            {
                try
                {
                    Build(new Shape(side, side, shape.Channels));
                    return side;
                }
                catch (ArgumentException)
                {
                }
            }
            return null;
        }
    })
    {
        Family = family,
    };

    /// <summary>Global average pooling, dropout where asked for, and one logit a class.</summary>
    public static Symbol Head(this Symbol x, int classCount, double dropout, string? poolingName = "avg_pool") =>
        x.GlobalAveragePooling2D(poolingName).DropoutBeforeHead(dropout).Dense(classCount, name: "predictions");

    public static Symbol DropoutBeforeHead(this Symbol x, double dropout) => dropout == 0 ? x : x.Dropout(dropout, "top_dropout");

    /// <summary>Channels times a width factor, at least 1.</summary>
    public static int Scaled(this int channels, double width) => Math.Max(1, (int)Math.Round(channels * width));

    /// <summary>The nearest multiple of 8, at least 8 and not below 90 % of the number. Source: <c>_make_divisible</c> in keras/src/applications/mobilenet_v2.py.</summary>
    public static int MultipleOf8(double channels)
    {
        int rounded = Math.Max(8, (int)(channels + 4) / 8 * 8);
        return rounded < 0.9 * channels ? rounded + 8 : rounded;
    }

    public static void CheckWidth(double width)
    {
        if (!(width > 0) || !double.IsFinite(width))
            throw new ArgumentOutOfRangeException(nameof(width), FormattableString.Invariant($"width is {width}, but it must be a finite number above 0."));
    }

    public static void CheckDropout(double dropout) => CheckShare(dropout, nameof(dropout));

    public static void CheckShare(double share, string name)
    {
        if (!(share is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(name, FormattableString.Invariant($"{name} is {share}, but it must be at least 0 and below 1."));
    }
}
