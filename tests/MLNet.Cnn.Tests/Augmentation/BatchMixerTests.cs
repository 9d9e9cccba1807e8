namespace MLNet.Cnn.Tests;

public class BatchMixerTests
{
    private const int Count = 16;
    private static readonly Shape Image = new(4, 6, 1);

    [Fact]
    public void MixUp_blends_images_and_targets_by_the_same_share()
    {
        var (pixels, targets) = Mixed([new MixUp(1)], seed: 1);

        for (int i = 0; i < Count; i++)
        {
            // Image i is i everywhere and has target i, so the targets tell what the image should be.
            var shares = targets.AsSpan(i * Count, Count);
            float expected = 0, total = 0;
            for (int k = 0; k < Count; k++)
            {
                expected += shares[k] * k;
                total += shares[k];
            }
            Assert.Equal(1, total, 1e-5f);
            Assert.InRange(shares.ToArray().Count(share => share > 0), 1, 2);
            Assert.All(pixels.AsSpan(i * Image.Size, Image.Size).ToArray(), pixel => Assert.Equal(expected, pixel, 1e-4f));
        }
    }

    [Fact]
    public void CutMix_replaces_a_rectangle_and_targets_get_the_shares_of_the_area()
    {
        var (pixels, targets) = Mixed([new CutMix()], seed: 3);

        for (int i = 0; i < Count; i++)
        {
            var image = pixels.AsSpan(i * Image.Size, Image.Size).ToArray();
            foreach (var group in image.GroupBy(pixel => (int)pixel))
                Assert.Equal(group.Count() / 24f, targets[i * Count + group.Key], 1e-5f);
            var others = Enumerable.Range(0, 24).Where(p => image[p] != i).ToList();
            if (others.Count == 0)
                continue;
            int height = others.Max(p => p / 6) - others.Min(p => p / 6) + 1, width = others.Max(p => p % 6) - others.Min(p => p % 6) + 1;
            Assert.Equal(height * width, others.Count);
        }
        Assert.Contains(Enumerable.Range(0, Count), i => pixels.AsSpan(i * Image.Size, Image.Size).ToArray().Distinct().Count() == 2);
    }

    [Fact]
    public void Of_several_mixtures_each_batch_gets_one()
    {
        var batches = Enumerable.Range(1, 40).Select(seed => Mixed([new MixUp(1), new CutMix()], (ulong)seed).Pixels).ToList();

        // Blending gives broken numbers, cutting whole ones.
        Assert.InRange(batches.Count(pixels => pixels.All(pixel => pixel == MathF.Round(pixel))), 10, 30);
    }

    [Fact]
    public void Without_a_mixture_nothing_changes()
    {
        var (pixels, targets) = Mixed([new RandomFlip()], seed: 1);

        Assert.Equal(Numbered().Pixels, pixels);
        Assert.Equal(Numbered().Targets, targets);
    }

    // Beta(a, a) has mean 1/2 and variance 1 / (4 (2 a + 1)).
    [Theory]
    [InlineData(0.2)]
    [InlineData(1.0)]
    [InlineData(3.0)]
    public void Shares_are_of_the_beta_distribution(double alpha)
    {
        var random = new KeyedRandom(5, RandomPurpose.Mixing);
        var shares = new double[20_000];
        for (int i = 0; i < shares.Length; i++)
            shares[i] = BetaDistribution.Draw(alpha, ref random);

        double mean = shares.Average(), variance = shares.Average(share => (share - mean) * (share - mean));
        Assert.Equal(0.5, mean, 0.012);
        Assert.Equal(1 / (4 * (2 * alpha + 1)), variance, 0.005);
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
    }

    [Fact]
    public void Shares_of_a_very_small_alpha_are_numbers()
    {
        var random = new KeyedRandom(5, RandomPurpose.Mixing);
        for (int i = 0; i < 1000; i++)
            Assert.InRange(BetaDistribution.Draw(1e-4, ref random), 0, 1);
    }

    // The cross-entropy is linear in weight times target: what a mixture is trained on must be the sum of what its parts would be.
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Each_part_counts_by_its_own_weight(ulong seed, bool cut)
    {
        Augmentation augmentation = cut ? [new CutMix()] : [new MixUp(1)];
        var (_, shares) = Mixed(augmentation, seed);
        float[] own = [.. Enumerable.Range(0, Count).Select(i => i % 4 == 0 ? 0 : (float)i)];
        float[] weights = [.. own];
        var (pixels, targets) = Numbered();

        new BatchMixer(augmentation, Image).Apply(pixels, targets, weights, new KeyedRandom(seed, RandomPurpose.Mixing));

        for (int i = 0; i < Count; i++)
        {
            for (int k = 0; k < Count; k++)
                Assert.Equal(shares[i * Count + k] * own[k], targets[i * Count + k] * weights[i], 1e-4f);
            Assert.Equal(1, targets.AsSpan(i * Count, Count).ToArray().Sum(), 1e-5f);
        }
    }

    private static float[] Ones() => [.. Enumerable.Repeat(1f, Count)];

    private static (float[] Pixels, float[] Targets) Mixed(Augmentation augmentation, ulong seed)
    {
        var (pixels, targets) = Numbered();
        float[] weights = Ones();
        new BatchMixer(augmentation, Image).Apply(pixels, targets, weights, new KeyedRandom(seed, RandomPurpose.Mixing));
        Assert.All(weights, weight => Assert.Equal(1, weight, 1e-6f));
        return (pixels, targets);
    }

    /// <summary>Image i is i everywhere and of class i.</summary>
    private static (float[] Pixels, float[] Targets) Numbered()
    {
        var targets = new float[Count * Count];
        for (int i = 0; i < Count; i++)
            targets[i * Count + i] = 1;
        return ([.. Enumerable.Range(0, Count * Image.Size).Select(p => (float)(p / Image.Size))], targets);
    }
}
