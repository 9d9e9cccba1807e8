using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>How a chain of ML.NET's own components gets from an image column to the pixels that an ONNX graph takes.</summary>
internal static class PortableImage
{
    /// <summary>What the names of all columns begin with that are dropped at the end.</summary>
    public const string Prefix = "__cnn.";

    private const string Pixels = Prefix + "Pixels";

    /// <summary>The column that has the pixels.</summary>
    public static string PixelsName(ImageColumn image) => image.Kind == ImageColumnKind.Pixels ? image.Name : Pixels;

    /// <summary>Where the column holds no pixels, what makes them: stock components too, but for encoded bytes, which this package decodes upright and at reduced scale.</summary>
    public static IEnumerable<IEstimator<ITransformer>> ReadingSteps(MLContext stock, ImageColumn image)
    {
        if (image.Reading is not { } reading)
            yield break;
        switch (image.Kind)
        {
            case ImageColumnKind.Path:
                yield return stock.Transforms.LoadImages(DecodeContract.ImageName, imageFolder: null, image.Name);
                break;
            case ImageColumnKind.Image:
                yield return stock.Transforms.CopyColumns(DecodeContract.ImageName, image.Name);
                break;
            default:
                yield return stock.Transforms.CopyColumns(DecodeContract.EncodedName, image.Name);
                yield return DecodeContract.Estimator(stock, reading);
                break;
        }
        yield return StockImageSteps.Resizing(stock, reading, DecodeContract.ImageName);
        yield return StockImageSteps.Pixels(stock, reading, Pixels, DecodeContract.ImageName);
    }

    /// <summary>The columns that were only needed on the way.</summary>
    public static string[] HelpersIn(DataViewSchema schema) =>
        [.. schema.Select(column => column.Name).Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Distinct()];
}
