namespace MLNet.Cnn;

/// <summary><see cref="RandAugment"/>: a few of eleven operations, drawn for each image.</summary>
internal sealed class RandAugmentChange : IImageChange
{
    private readonly RandAugment _operation;
    private readonly IImageChange[] _choices;

    public RandAugmentChange(RandAugment operation, PixelRange range, Shape shape)
    {
        _operation = operation;
        var factor = operation.Factor;
        int channels = shape.Channels;
        _choices =
        [
            new ShearChange(operation, shape),
            new GeometricChange(shape, [new RandomTranslation(factor, factor) { Interpolation = operation.Interpolation }]),
            new GeometricChange(shape, [new RandomRotation(factor) { Interpolation = operation.Interpolation }]),
            new BrightnessChange(new RandomBrightness(factor), range),
            new ContrastChange(new RandomContrast((factor.Lower, factor.Upper)), range, channels),
            new EffectChange((Span<float> pixels, ref KeyedRandom random) => Grayness(pixels, channels, (float)factor.Draw(ref random), range)),
            new EffectChange((Span<float> pixels, ref KeyedRandom random) => Sharpness.Apply(pixels, shape, (float)factor.Draw(ref random), range)),
            // As many bits as rand_augment.py asks random_posterization.py for.
            new EffectChange((Span<float> pixels, ref KeyedRandom _) => ToneCurves.Posterize(pixels, Math.Max(1, (int)(8 * factor.Upper)), range)),
            // The additions and thresholds of solarization.py are factors of 255.
            new EffectChange((Span<float> pixels, ref KeyedRandom random) => ToneCurves.Solarize(pixels, factor.Draw(ref random), factor.Draw(ref random), range)),
            new EffectChange((Span<float> pixels, ref KeyedRandom _) => ToneCurves.Stretch(pixels, channels, range)),
            new EffectChange((Span<float> pixels, ref KeyedRandom _) => ToneCurves.Equalize(pixels, channels, range)),
        ];
    }

    private delegate void Effect(Span<float> pixels, ref KeyedRandom random);

    public void Apply(Span<float> pixels, ImageTurn turn, ref KeyedRandom random)
    {
        for (int i = 0; i < _operation.NumOps; i++)
            _choices[random.Next(_choices.Length)].Apply(pixels, turn, ref random);
    }

    /// <summary>Toward the gray of equal brightness (random_color_degeneration.py; the weights of <c>keras.ops.image.rgb_to_grayscale</c>).</summary>
    private static void Grayness(Span<float> pixels, int channels, float factor, PixelRange range)
    {
        if (channels != 3)
            return;
        for (int i = 0; i < pixels.Length; i += 3)
        {
            float gray = 0.2989f * pixels[i] + 0.5870f * pixels[i + 1] + 0.1140f * pixels[i + 2];
            for (int c = i; c < i + 3; c++)
                pixels[c] += factor * (gray - pixels[c]);
        }
        range.Limit(pixels);
    }

    private sealed class EffectChange(Effect effect) : IImageChange
    {
        public void Apply(Span<float> pixels, ImageTurn turn, ref KeyedRandom random) => effect(pixels, ref random);
    }

    private sealed class ShearChange(RandAugment operation, Shape shape) : IImageChange
    {
        private readonly AffineResampler _resampler = new(shape, new RandomRotation(0) { Interpolation = operation.Interpolation });
        private readonly float[] _source = new float[shape.Size];

        public void Apply(Span<float> pixels, ImageTurn turn, ref KeyedRandom random)
        {
            double sign = random.NextDouble() > 0.5 ? -1 : 1;
            double y = sign * operation.Factor.Draw(ref random), x = sign * operation.Factor.Draw(ref random);
            pixels.CopyTo(_source);
            _resampler.Draw(_source, AffineMap.Shear(x, y), pixels);
        }
    }
}
