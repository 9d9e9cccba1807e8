namespace MLNet.Cnn;

/// <summary>The one place for the arithmetic of resizing; the engine and the ONNX graph ask here.</summary>
/// <remarks>
/// Pixels are squares whose centres lie at 0.5, 1.5, …; the original is never smoothed first. Source: <c>tf.image.resize</c> with
/// <c>half_pixel_centers</c> and without antialiasing, which is what Keras calls.
/// </remarks>
internal static class ResizeArithmetic
{
    /// <summary>For each new position the old one whose pixel is taken.</summary>
    public static long[] Nearest(int from, int to) =>
        [.. Enumerable.Range(0, to).Select(i => Math.Min((long)((i + 0.5f) * ((float)from / to)), from - 1))];

    /// <summary>The matrix (to, from) whose rows are the weights of the old positions.</summary>
    public static float[] Bilinear(int from, int to)
    {
        var matrix = new float[to * from];
        float scale = (float)from / to;
        for (int i = 0; i < to; i++)
        {
            float position = (i + 0.5f) * scale - 0.5f;
            int lower = (int)MathF.Floor(position);
            float share = position - lower;
            // Beyond the border stands the border's own pixel.
            matrix[i * from + Math.Clamp(lower, 0, from - 1)] += 1 - share;
            matrix[i * from + Math.Clamp(lower + 1, 0, from - 1)] += share;
        }
        return matrix;
    }
}
