using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

public class ClassicCandidateTests
{
    private static readonly MLContext Context = new(seed: 1);

    [Fact]
    public void Sdca_learns_from_few_images() => LearnsFewImages(ClassicCandidates.SdcaMaximumEntropy(Context));

    [Fact]
    public void Lbfgs_learns_from_few_images() => LearnsFewImages(ClassicCandidates.LbfgsMaximumEntropy(Context));

    /// <summary>Every pixel of a bright image is brighter than any of a dim one, so that a linear classifier gets them all right.</summary>
    private static void LearnsFewImages(EstimatorCandidate candidate)
    {
        var random = new Random(1);
        var images = SmallTraining.Keyed(Context.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => new Photo { Image = Draw(random, i % 2), Label = i % 2 == 0 ? "dim" : "bright" })));

        var scored = candidate.Value.Fit(images).Transform(images);

        Assert.True(Context.MulticlassClassification.Evaluate(scored).MicroAccuracy > 0.9);
    }

    private static byte[] Draw(Random random, int isBright)
    {
        var pixels = new byte[32 * 32 * 3];
        random.NextBytes(pixels);
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(20 + pixels[i] / 3 + 120 * isBright);
        return pixels;
    }

    private sealed class Photo
    {
        [VectorType(32, 32, 3)]
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
