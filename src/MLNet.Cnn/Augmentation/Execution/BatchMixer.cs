using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>Carries out the mixtures of an <see cref="Augmentation"/> on whole batches. For one thread at a time.</summary>
internal sealed class BatchMixer(Augmentation augmentation, Shape shape)
{
    private readonly Mixing[] _mixings = [.. augmentation.OfType<Mixing>()];
    private float[] _others = [];

    /// <summary>Mixes images, targets and weights in place.</summary>
    /// <remarks>A mixture counts as much as its parts do together, and its target leans towards the part that counts more: its cross-entropy is that of each part's target, times its share and weight.</remarks>
    /// <param name="pixels">(count, height, width, channels).</param>
    /// <param name="targets">(count, outputs).</param>
    /// <param name="weights">How much each image counts.</param>
    /// <param name="random">Where all that is random comes from.</param>
    public void Apply(Span<float> pixels, Span<float> targets, Span<float> weights, KeyedRandom random)
    {
        if (_mixings.Length == 0)
            return;
        var mixing = _mixings[random.Next(_mixings.Length)];
        int count = pixels.Length / shape.Size, outputs = targets.Length / count;
        int[] partners = [.. Enumerable.Range(0, count)];
        random.Shuffle(partners);
        // Partners are taken as they were before.
        if (_others.Length < pixels.Length + targets.Length)
            _others = new float[pixels.Length + targets.Length];
        var otherPixels = _others.AsSpan(0, pixels.Length);
        var otherTargets = _others.AsSpan(pixels.Length, targets.Length);
        pixels.CopyTo(otherPixels);
        targets.CopyTo(otherTargets);
        float[] otherWeights = weights.ToArray();
        for (int i = 0; i < count; i++)
        {
            var image = pixels.Slice(i * shape.Size, shape.Size);
            var other = otherPixels.Slice(partners[i] * shape.Size, shape.Size);
            double share = mixing switch
            {
                MixUp mixUp => Blend(mixUp, image, other, ref random),
                CutMix cutMix => Cut(cutMix, image, other, ref random),
                _ => throw new NotSupportedException($"The operation {mixing.GetType().Name} is not known."),
            };
            float weight = weights[i], otherWeight = otherWeights[partners[i]];
            weights[i] = (float)(share * weight + (1 - share) * otherWeight);
            double targetShare = weight == otherWeight || weights[i] == 0 ? share : share * weight / weights[i];
            Blend(targets.Slice(i * outputs, outputs), otherTargets.Slice(partners[i] * outputs, outputs), targetShare);
        }
    }

    /// <summary>Gives the share of the image that stays.</summary>
    private static double Blend(MixUp mixUp, Span<float> image, ReadOnlySpan<float> other, ref KeyedRandom random)
    {
        double share = BetaDistribution.Draw(mixUp.Alpha, ref random);
        Blend(image, other, share);
        return share;
    }

    private double Cut(CutMix cutMix, Span<float> image, ReadOnlySpan<float> other, ref KeyedRandom random)
    {
        double side = Math.Sqrt(1 - BetaDistribution.Draw(cutMix.Alpha, ref random));
        var columns = RandomSpan.Draw(side, shape.Width, ref random);
        var rows = RandomSpan.Draw(side, shape.Height, ref random);
        for (int row = rows.Start; row < rows.End; row++)
        {
            int start = (row * shape.Width + columns.Start) * shape.Channels, length = columns.Length * shape.Channels;
            other.Slice(start, length).CopyTo(image[start..]);
        }
        // The share of the pixels that really were replaced.
        return 1 - (double)columns.Length * rows.Length / (shape.Width * shape.Height);
    }

    /// <summary>share x + (1 - share) y.</summary>
    private static void Blend(Span<float> x, ReadOnlySpan<float> y, double share)
    {
        TensorPrimitives.Multiply(x, (float)share, x);
        TensorPrimitives.MultiplyAdd(y, (float)(1 - share), x, x);
    }
}
