using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Pixels of any number of channels as a bitmap that shows them.</summary>
internal static class PixelBitmap
{
    /// <summary>The size of the bitmap: that of the image, or of its channels side by side where they are no colors.</summary>
    public static SKSizeI SizeOf(Shape shape) =>
        IsColor(shape) ? new(shape.Width, shape.Height) : new(ChannelColumns(shape) * (shape.Width + 1) - 1, ChannelRows(shape) * (shape.Height + 1) - 1);

    /// <summary>Draws an image.</summary>
    /// <param name="shape">Its shape: (height, width, channels).</param>
    /// <param name="pixels">Its values.</param>
    /// <param name="range">What shows as black and as white.</param>
    public static SKBitmap Draw(Shape shape, ReadOnlySpan<float> pixels, ValueRange range)
    {
        var size = SizeOf(shape);
        var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(Palette.Frame);
        int channels = shape.Channels;
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
            {
                var pixel = pixels.Slice((y * shape.Width + x) * channels, channels);
                if (IsColor(shape))
                {
                    bitmap.SetPixel(x, y, Color(pixel, range));
                    continue;
                }
                for (int channel = 0; channel < channels; channel++)
                {
                    int left = channel % ChannelColumns(shape) * (shape.Width + 1), top = channel / ChannelColumns(shape) * (shape.Height + 1);
                    bitmap.SetPixel(left + x, top + y, Color(pixel.Slice(channel, 1), range));
                }
            }
        }
        return bitmap;
    }

    private static bool IsColor(Shape shape) => shape.Channels is 1 or 3 or 4;

    private static int ChannelColumns(Shape shape) => (int)Math.Ceiling(Math.Sqrt(shape.Channels));

    private static int ChannelRows(Shape shape) => (shape.Channels + ChannelColumns(shape) - 1) / ChannelColumns(shape);

    private static SKColor Color(ReadOnlySpan<float> pixel, ValueRange range)
    {
        foreach (float value in pixel)
        {
            if (float.IsNaN(value))
                return Palette.NotANumber;
        }
        if (pixel.Length == 1)
            return new(Level(pixel[0]), Level(pixel[0]), Level(pixel[0]));
        var color = new SKColor(Level(pixel[0]), Level(pixel[1]), Level(pixel[2]));
        return pixel.Length == 3 ? color : Over(color, range.Share(pixel[3]));

        byte Level(float value) => (byte)Math.Round(255 * range.Share(value));
    }

    /// <summary>A color on the background.</summary>
    private static SKColor Over(SKColor color, double opacity)
    {
        return new(Mix(color.Red, Palette.Background.Red), Mix(color.Green, Palette.Background.Green), Mix(color.Blue, Palette.Background.Blue));

        byte Mix(byte above, byte below) => (byte)Math.Round(opacity * above + (1 - opacity) * below);
    }
}
