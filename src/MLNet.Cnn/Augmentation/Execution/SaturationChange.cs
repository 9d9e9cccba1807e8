namespace MLNet.Cnn;

/// <summary><see cref="RandomSaturation"/>: with hue and value as they are, each color's distance from the largest grows as the saturation does.</summary>
internal sealed class SaturationChange(RandomSaturation operation) : IImageChange
{
    // keras.backend.epsilon()
    private const double Epsilon = 1e-7;

    public void Apply(Span<float> pixels, ImageTurn turn, ref KeyedRandom random)
    {
        double drawn = operation.Factor.Draw(ref random);
        float factor = (float)(drawn / (1 - drawn + Epsilon));
        for (int i = 0; i < pixels.Length; i += 3)
        {
            var pixel = pixels.Slice(i, 3);
            float value = Math.Max(pixel[0], Math.Max(pixel[1], pixel[2]));
            float chroma = value - Math.Min(pixel[0], Math.Min(pixel[1], pixel[2]));
            // The saturation is chroma / value, and 1 at most.
            float limited = chroma > 0 ? Math.Min(factor, Math.Abs(value) / chroma) : 1;
            for (int c = 0; c < 3; c++)
                pixel[c] = value - (value - pixel[c]) * limited;
        }
    }
}
