using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>How large an image is shown: small ones enlarged by a whole number, so that their pixels stay squares, large ones reduced.</summary>
internal static class TileScale
{
    private const int SmallEdge = 112;
    private const int LargestEdge = 160;

    /// <summary>The size on the picture.</summary>
    /// <param name="size">The size of the image.</param>
    /// <param name="longerEdge">How long the longer edge is to be, or <see langword="null"/> for a size that is easy to look at.</param>
    public static SKSizeI Of(SKSizeI size, int? longerEdge)
    {
        int edge = Math.Max(size.Width, size.Height);
        int wanted = longerEdge ?? (edge <= SmallEdge ? Math.Max(1, (int)Math.Round((double)SmallEdge / edge)) * edge : Math.Min(edge, LargestEdge));
        double factor = wanted >= edge ? wanted / edge : (double)wanted / edge;
        return new(Math.Max(1, (int)Math.Round(size.Width * factor)), Math.Max(1, (int)Math.Round(size.Height * factor)));
    }

    /// <summary>A bitmap in another size; the given one is disposed.</summary>
    public static SKBitmap Apply(SKBitmap bitmap, SKSizeI size)
    {
        if (bitmap.Width == size.Width && bitmap.Height == size.Height)
            return bitmap;
        using (bitmap)
        {
            var quality = size.Width >= bitmap.Width ? SKFilterQuality.None : SKFilterQuality.Medium;
            return bitmap.Resize(size, quality);
        }
    }
}
