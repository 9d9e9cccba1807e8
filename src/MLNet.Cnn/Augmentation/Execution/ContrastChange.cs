namespace MLNet.Cnn;

/// <summary><see cref="RandomContrast"/>: (x - mean) times a factor, plus mean, in each channel.</summary>
internal sealed class ContrastChange(RandomContrast operation, PixelRange range, int channels) : IImageChange
{
    public void Apply(Span<float> pixels, ImageTurn turn, ref KeyedRandom random)
    {
        float factor = (float)new FactorRange(1 - operation.Factor.Lower, 1 + operation.Factor.Upper).Draw(ref random);
        for (int c = 0; c < channels; c++)
        {
            double sum = 0;
            for (int i = c; i < pixels.Length; i += channels)
                sum += pixels[i];
            float rest = (float)(sum * channels / pixels.Length) * (1 - factor);
            for (int i = c; i < pixels.Length; i += channels)
                pixels[i] = pixels[i] * factor + rest;
        }
        range.Limit(pixels);
    }
}
