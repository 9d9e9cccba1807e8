using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>The layers that change images at random while Keras trains, as operations of an <see cref="Augmentation"/> (keras/src/layers/preprocessing/image_preprocessing).</summary>
internal static class KerasAugmentations
{
    private static readonly HashSet<string> Classes =
        ["RandomFlip", "RandomRotation", "RandomZoom", "RandomTranslation", "RandomContrast", "RandomBrightness", "RandomSaturation", "RandomCrop"];

    /// <summary>Whether a layer is one of them.</summary>
    public static bool Contain(KerasLayerConfig config) => Classes.Contains(config.ClassName);

    /// <summary>The operation, in the values of the pixels that come in, or <see langword="null"/> if it works on something else than they are.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="pixels">What the layers in front of it make of the pixels.</param>
    /// <exception cref="NotSupportedException">It has a setting that cannot be expressed.</exception>
    public static AugmentationOperation? Create(KerasLayerConfig config, KerasPixels pixels)
    {
        config.Expect("data_format", "\"channels_last\"");
        AugmentationOperation operation = config.ClassName switch
        {
            "RandomFlip" => new RandomFlip(Mode(config)),
            "RandomRotation" => new RandomRotation(Factor(config, "factor")),
            "RandomZoom" => new RandomZoom(Factor(config, "height_factor"), config.Find("width_factor") is null ? null : Factor(config, "width_factor")),
            "RandomTranslation" => new RandomTranslation(Factor(config, "height_factor"), Factor(config, "width_factor")),
            "RandomContrast" => Contrast(config),
            "RandomBrightness" => new RandomBrightness(Factor(config, "factor")),
            "RandomSaturation" => new RandomSaturation(Factor(config, "factor")),
            "RandomCrop" => new RandomCrop(config.Int("height"), config.Int("width")),
            _ => throw new ArgumentOutOfRangeException(nameof(config), config.ClassName, "No augmentation."),
        };
        operation = operation switch
        {
            RandomFlip or RandomCrop => operation,
            GeometricOperation moved => WithBorders(moved, config, pixels),
            ColorOperation color => color with { ValueRange = Range(config, pixels) },
            _ => operation,
        };
        config.RefuseUnread();
        return Works(operation, pixels) ? operation : null;
    }

    private static bool Works(AugmentationOperation operation, KerasPixels pixels) => operation switch
    {
        // Its window is counted in pixels.
        RandomCrop => pixels is { AreImages: true, HaveTheirSize: true },
        GeometricOperation { FillMode: FillMode.Constant } => pixels is { AreImages: true, HaveOneScale: true },
        GeometricOperation => pixels.AreImages,
        _ => pixels is { AreImages: true, HaveOneScale: true },
    };

    private static GeometricOperation WithBorders(GeometricOperation operation, KerasLayerConfig config, KerasPixels pixels) => operation with
    {
        FillMode = config.Text("fill_mode", "reflect") switch
        {
            "constant" => FillMode.Constant,
            "nearest" => FillMode.Nearest,
            "reflect" => FillMode.Reflect,
            "wrap" => FillMode.Wrap,
            var other => throw config.Unsupported("fill_mode", $"\"{other}\""),
        },
        FillValue = pixels.Before(config.Double("fill_value", 0)),
        Interpolation = KerasReshapes.Interpolation(config, "bilinear"),
    };

    private static FlipMode Mode(KerasLayerConfig config) => config.Text("mode", "horizontal_and_vertical") switch
    {
        "horizontal" => FlipMode.Horizontal,
        "vertical" => FlipMode.Vertical,
        "horizontal_and_vertical" => FlipMode.HorizontalAndVertical,
        var other => throw config.Unsupported("mode", $"\"{other}\""),
    };

    /// <summary>Keras 3 writes the pair that it draws from; a number stands for both sides.</summary>
    private static RandomContrast Contrast(KerasLayerConfig config)
    {
        var value = config.Get("factor");
        if (value.ValueKind == JsonValueKind.Number)
            return new RandomContrast(config.Double("factor"));
        var (lower, upper) = Pair(config, "factor");
        return new RandomContrast((lower, upper));
    }

    private static FactorRange Factor(KerasLayerConfig config, string member) =>
        config.Get(member).ValueKind == JsonValueKind.Number ? config.Double(member) : Pair(config, member);

    private static PixelRange? Range(KerasLayerConfig config, KerasPixels pixels)
    {
        if (config.Find("value_range") is null)
            return null;
        var (lowest, highest) = Pair(config, "value_range");
        double first = pixels.Before(lowest), second = pixels.Before(highest);
        return new PixelRange(Math.Min(first, second), Math.Max(first, second));
    }

    private static (double First, double Second) Pair(KerasLayerConfig config, string member)
    {
        double[] numbers = config.Doubles(member);
        return numbers is [var first, var second] ? (first, second) : throw config.Unsupported(member, config.Get(member).GetRawText());
    }
}
