using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>The channels of an image as colored planes side by side, a line between them.</summary>
/// <param name="Shape">The shape of the image: (height, width, channels).</param>
/// <param name="Range">The values of the first and the last color.</param>
/// <param name="Colors">The colors.</param>
internal sealed record PlaneBitmap(Shape Shape, ValueRange Range, ColorMap Colors)
{
    private const int MostInOneRow = 4;

    /// <summary>The size of the bitmap, in pixels.</summary>
    public SKSizeI Size => new(Columns * (Shape.Width + 1) - 1, (Shape.Channels + Columns - 1) / Columns * (Shape.Height + 1) - 1);

    private int Columns => Shape.Channels <= MostInOneRow ? Shape.Channels : (int)Math.Ceiling(Math.Sqrt(Shape.Channels));

    /// <summary>Draws the values of an image.</summary>
    public SKBitmap Draw(ReadOnlySpan<float> values)
    {
        var bitmap = new SKBitmap(new SKImageInfo(Size.Width, Size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(Palette.Frame);
        int channels = Shape.Channels;
        for (int i = 0; i < values.Length; i++)
        {
            int pixel = i / channels, channel = i % channels;
            int left = channel % Columns * (Shape.Width + 1), top = channel / Columns * (Shape.Height + 1);
            bitmap.SetPixel(left + pixel % Shape.Width, top + pixel / Shape.Width, Colors.At(Range.Share(values[i])));
        }
        return bitmap;
    }
}
