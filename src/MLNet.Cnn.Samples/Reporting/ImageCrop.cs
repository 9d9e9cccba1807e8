namespace MLNet.Cnn.Samples;

/// <summary>Cuts away the empty margin that some images have in common.</summary>
/// <param name="Top">The first row kept.</param>
/// <param name="Left">The first column kept.</param>
/// <param name="Height">Rows kept.</param>
/// <param name="Width">Columns kept.</param>
internal sealed record ImageCrop(int Top, int Left, int Height, int Width)
{
    private const byte Ink = 64;

    /// <summary>The smallest part that holds the ink of all images.</summary>
    public static ImageCrop Around(IEnumerable<byte[]> images, int width)
    {
        var inked = images.SelectMany(pixels => Enumerable.Range(0, pixels.Length).Where(i => pixels[i] >= Ink)).ToList();
        if (inked.Count == 0)
            return new(0, 0, 0, 0);
        int top = inked.Min() / width, bottom = inked.Max() / width;
        int left = inked.Min(i => i % width), right = inked.Max(i => i % width);
        return new(top, left, bottom - top + 1, right - left + 1);
    }

    /// <summary>The kept part of an image.</summary>
    public byte[] Of(byte[] pixels, int width) =>
        [.. Enumerable.Range(Top, Height).SelectMany(row => pixels.AsSpan(row * width + Left, Width).ToArray())];
}
