using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Turns pixels as the camera was held. Source: EXIF 2.3, tag 0x0112 (Orientation): where the first row and column of the file belong.</summary>
internal static class ImageOrientation
{
    /// <summary>The pixels upright, with their width and height.</summary>
    /// <param name="pixels">The pixels as they lie in the file, row by row.</param>
    /// <param name="width">The width in the file.</param>
    /// <param name="origin">The orientation.</param>
    public static (uint[] Pixels, int Width, int Height) Upright(ReadOnlySpan<uint> pixels, int width, SKEncodedOrigin origin)
    {
        int height = pixels.Length / width;
        bool swaps = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        int newWidth = swaps ? height : width;
        var upright = new uint[pixels.Length];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                var (newX, newY) = origin switch
                {
                    SKEncodedOrigin.TopRight => (width - 1 - x, y),
                    SKEncodedOrigin.BottomRight => (width - 1 - x, height - 1 - y),
                    SKEncodedOrigin.BottomLeft => (x, height - 1 - y),
                    SKEncodedOrigin.LeftTop => (y, x),
                    SKEncodedOrigin.RightTop => (height - 1 - y, x),
                    SKEncodedOrigin.RightBottom => (height - 1 - y, width - 1 - x),
                    SKEncodedOrigin.LeftBottom => (y, width - 1 - x),
                    _ => (x, y),
                };
                upright[newY * newWidth + newX] = pixels[y * width + x];
            }
        }
        return (upright, newWidth, pixels.Length / newWidth);
    }
}
