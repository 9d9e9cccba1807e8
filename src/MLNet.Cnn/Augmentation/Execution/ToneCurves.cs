namespace MLNet.Cnn;

/// <summary>Changes of an image that give each value another one. Levels are shares of 255 of the range of values.</summary>
internal static class ToneCurves
{
    /// <summary>Keeps the highest bits of eight (random_posterization.py).</summary>
    public static void Posterize(Span<float> pixels, int bits, PixelRange range)
    {
        int lost = 8 - bits;
        foreach (ref float pixel in pixels)
            pixel = range.FromLevel((int)range.ToLevel(pixel) >> lost << lost);
    }

    /// <summary>Adds a share of the range and turns what is above another into its negative (solarization.py).</summary>
    public static void Solarize(Span<float> pixels, double addition, double threshold, PixelRange range)
    {
        foreach (ref float pixel in pixels)
        {
            float level = (float)Math.Clamp(range.ToLevel(pixel) + addition * 255, 0, 255);
            pixel = range.FromLevel(level < threshold * 255 ? level : 255 - level);
        }
    }

    /// <summary>Spreads the values of each channel over the whole range (auto_contrast.py).</summary>
    public static void Stretch(Span<float> pixels, int channels, PixelRange range)
    {
        for (int c = 0; c < channels; c++)
        {
            float low = float.PositiveInfinity, high = float.NegativeInfinity;
            for (int i = c; i < pixels.Length; i += channels)
            {
                low = Math.Min(low, pixels[i]);
                high = Math.Max(high, pixels[i]);
            }
            if (high <= low)
                continue;
            for (int i = c; i < pixels.Length; i += channels)
                pixels[i] = range.FromLevel((pixels[i] - low) / (high - low) * 255);
        }
    }

    /// <summary>Makes all levels of each channel about as frequent (equalization.py).</summary>
    public static void Equalize(Span<float> pixels, int channels, PixelRange range)
    {
        Span<int> counts = stackalloc int[256];
        for (int c = 0; c < channels; c++)
        {
            counts.Clear();
            for (int i = c; i < pixels.Length; i += channels)
                counts[LevelOf(pixels[i], range)]++;
            for (int level = 1; level < 256; level++)
                counts[level] += counts[level - 1];
            int all = counts[255], lowest = 0;
            foreach (int below in counts)
            {
                if ((lowest = below) > 0)
                    break;
            }
            if (lowest == all)
                continue;
            for (int i = c; i < pixels.Length; i += channels)
                pixels[i] = range.FromLevel(MathF.Round((counts[LevelOf(pixels[i], range)] - lowest) * 255f / (all - lowest)));
        }
    }

    private static int LevelOf(float pixel, PixelRange range) => (int)Math.Clamp(range.ToLevel(pixel), 0, 255);
}
