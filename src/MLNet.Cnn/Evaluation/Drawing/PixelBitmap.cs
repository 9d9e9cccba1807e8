using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>An image as people see it: gray, colored, or its channels side by side where they are no colors.</summary>
/// <param name="Shape">The shape of the image: (height, width, channels).</param>
/// <param name="Range">The values of black and of full brightness.</param>
internal sealed record PixelBitmap(Shape Shape, ValueRange Range)
{
    private readonly PlaneBitmap _planes = new(Shape, Range, ColorMap.Gray);

    /// <summary>The size of the bitmap, in pixels.</summary>
    public SKSizeI Size => IsColor ? new(Shape.Width, Shape.Height) : _planes.Size;

    private bool IsColor => Shape.Channels is 3 or 4;

    /// <summary>Draws the values of an image.</summary>
    public SKBitmap Draw(ReadOnlySpan<float> values)
    {
        if (!IsColor)
            return _planes.Draw(values);
        var bitmap = new SKBitmap(new SKImageInfo(Shape.Width, Shape.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        for (int pixel = 0; pixel < Shape.Height * Shape.Width; pixel++)
            bitmap.SetPixel(pixel % Shape.Width, pixel / Shape.Width, Color(values.Slice(pixel * Shape.Channels, Shape.Channels)));
        return bitmap;
    }

    private SKColor Color(ReadOnlySpan<float> pixel)
    {
        foreach (float value in pixel)
        {
            if (float.IsNaN(value))
                return Palette.NotANumber;
        }
        var color = new SKColor(Level(pixel[0]), Level(pixel[1]), Level(pixel[2]));
        return pixel.Length == 3 ? color : ColorMap.Mix(Palette.Background, color, Range.Share(pixel[3]));
    }

    private byte Level(float value) => (byte)Math.Round(255 * Range.Share(value));
}
