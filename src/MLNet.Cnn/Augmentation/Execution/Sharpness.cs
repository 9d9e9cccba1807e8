namespace MLNet.Cnn;

/// <summary>Makes an image smoother or sharper.</summary>
internal static class Sharpness
{
    /// <summary>x + (1 - 2 f)(smooth - x): smooth at f = 0, as it is at 0.5, sharper above (random_sharpness.py).</summary>
    public static void Apply(Span<float> pixels, Shape shape, float factor, PixelRange range)
    {
        float strength = 1 - 2 * factor;
        float[] source = pixels.ToArray();
        int channels = shape.Channels, stride = shape.Width * channels;
        for (int y = 0; y < shape.Height; y++)
        {
            for (int i = 0; i < stride; i++)
            {
                // A 3x3 kernel of 1/13 with 5/13 in its middle; zeros beyond the border.
                float sum = 4 * source[y * stride + i];
                for (int row = Math.Max(0, y - 1); row <= Math.Min(shape.Height - 1, y + 1); row++)
                {
                    for (int column = i - channels; column <= i + channels; column += channels)
                    {
                        if ((uint)column < (uint)stride)
                            sum += source[row * stride + column];
                    }
                }
                float pixel = source[y * stride + i];
                pixels[y * stride + i] = pixel + strength * (sum / 13 - pixel);
            }
        }
        range.Limit(pixels);
    }
}
