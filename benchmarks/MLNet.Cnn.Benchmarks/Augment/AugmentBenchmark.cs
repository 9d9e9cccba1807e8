using System.Globalization;

namespace MLNet.Cnn.Benchmarks;

/// <summary>How many images one core augments in a second.</summary>
internal static class AugmentBenchmark
{
    private const int BatchSize = 128;

    private static readonly (string Name, Augmentation Augmentation)[] _augmentations =
    [
        ("flip", [new RandomFlip(FlipMode.Horizontal)]),
        ("flip, crop with padding 4", [new RandomFlip(FlipMode.Horizontal), new RandomCrop { Padding = 4 }]),
        ("flip, crop, erasing of noise", [new RandomFlip(FlipMode.Horizontal), new RandomCrop { Padding = 4 }, new RandomErasing()]),
        ("StandardDigits", Augmentation.StandardDigits),
        ("StandardPhotos", Augmentation.StandardPhotos),
        ("MixUp", [new MixUp()]),
        ("CutMix", [new CutMix()]),
        ("RandAugment", [new RandAugment()]),
    ];

    public static ResultTable Run(BenchmarkOptions options) => new(
        "augment",
        string.Create(CultureInfo.InvariantCulture, $"Augmentation alone, images per second of processor time on one thread, in batches of {BatchSize}: what the thread that makes batches ahead can do. The best of {options.Rounds} slots."),
        [new("augmentation"), new("28x28x1", "N0"), new("32x32x3", "N0")],
        [.. _augmentations.Select(row => (IReadOnlyList<object>)
        [
            row.Name, ImagesPerSecond(row.Augmentation, new(28, 28, 1), options), ImagesPerSecond(row.Augmentation, new(32, 32, 3), options),
        ])]);

    private static double ImagesPerSecond(Augmentation augmentation, Shape shape, BenchmarkOptions options)
    {
        var images = new ImageAugmenter(augmentation, shape, new PixelRange(0, 255));
        var mixer = new BatchMixer(augmentation, shape);
        float[] source = [.. SyntheticImages.Bytes(shape, BatchSize).SelectMany(row => row.Image).Select(pixel => (float)pixel)];
        var pixels = new float[source.Length];
        var targets = new float[BatchSize * SyntheticImages.ClassCount];
        var weights = new float[BatchSize];
        int batch = 0;
        double best = 0;
        for (int round = 0; round < options.Rounds; round++)
        {
            // Processor time and not the clock: other processes may run meanwhile.
            double start = CpuUse.Read().Own, used;
            int done = 0;
            do
            {
                source.CopyTo(pixels, 0);
                for (int i = 0; i < BatchSize; i++)
                    images.Apply(pixels.AsSpan(i * shape.Size, shape.Size), new ImageTurn(1, batch, i, i));
                mixer.Apply(pixels, targets, weights, new KeyedRandom(1, RandomPurpose.Mixing, batch++));
                done += BatchSize;
            }
            while ((used = CpuUse.Read().Own - start) < options.Seconds);
            best = Math.Max(best, done / used);
        }
        return best;
    }
}
