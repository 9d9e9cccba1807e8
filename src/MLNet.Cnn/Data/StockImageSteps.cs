using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Cnn;

/// <summary>ML.NET's own components for what an <see cref="ImageReading"/> says.</summary>
internal static class StockImageSteps
{
    /// <summary>Resizes the images of a column in place, and takes their colors where asked for.</summary>
    public static IEstimator<ITransformer> Resizing(MLContext context, ImageReading reading, string columnName)
    {
        var resize = context.Transforms.ResizeImages(columnName, reading.ImageSize.Width, reading.ImageSize.Height, columnName, reading.Resizing switch
        {
            ImageResizing.Pad => ImageResizingEstimator.ResizingKind.IsoPad,
            ImageResizing.Fill => ImageResizingEstimator.ResizingKind.Fill,
            _ => ImageResizingEstimator.ResizingKind.IsoCrop,
        });
        return reading.ColorMode == ColorMode.Rgb
            ? resize
            : resize.Append(context.Transforms.ConvertToGrayscale(columnName));
    }

    /// <summary>Takes the pixels out of resized images: bytes, interleaved.</summary>
    public static IEstimator<ITransformer> Pixels(MLContext context, ImageReading reading, string pixelsName, string imageName) => context.Transforms.ExtractPixels(
        pixelsName, imageName,
        reading.ColorMode == ColorMode.Rgb ? ImagePixelExtractingEstimator.ColorBits.Rgb : ImagePixelExtractingEstimator.ColorBits.Red,
        interleavePixelColors: true, outputAsFloatArray: false);
}
