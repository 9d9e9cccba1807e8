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
    /// <param name="stock">The context of the components.</param>
    /// <param name="image">The column.</param>
    /// <param name="isForSaving">Whether the steps go into a file. In memory, files are read by this package, which names those that cannot be read; ML.NET's component takes half a file for a whole one.</param>
    public static IEnumerable<IEstimator<ITransformer>> ReadingSteps(MLContext stock, ImageColumn image, bool isForSaving = true)
    {
        if (image.Reading is not { } reading)
            yield break;
        switch (image.Kind)
        {
            case ImageColumnKind.Path when !isForSaving:
                yield return stock.Transforms.CopyColumns(CheckedFile.PathName, image.Name);
                yield return CheckedFile.Estimator(stock, image.Name);
                break;
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
