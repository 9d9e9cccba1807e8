using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class TrialMemoryTests
{
    private static readonly ExperimentSettings Settings = new() { Candidates = [Candidate.Network("wide", Options)] };

    // 12x12 images, one Dense layer of 144 x 3 weights and 3 biases.
    private static CnnOptions Options => SmallTraining.Options with
    {
        Network = new NetworkBuilder("wide", (shape, classes) => Network.Sequential(shape, new Flatten(), new Dense(classes))),
        Optimizer = new SGD(0.1),
        BatchSize = 1000,
    };

    [Fact]
    public void A_network_that_cannot_fit_is_refused_before_it_begins()
    {
        var data = Data();
        long needed = TrialMemory.AtLeast(Options, data);

        // Weights and their gradients, and of each image at least its three outputs.
        Assert.True(needed > 2 * 435 * sizeof(float) + 1000 * 3 * sizeof(float), $"{needed}");
        TrialMemory.Check("wide", Options, data, needed);
        Refusal.Says<InvalidOperationException>(
            FormattableString.Invariant($"'wide' needs at least {needed / 1e6:N0} MB to train with batches of 1000, but 0 MB are free. Lower CnnOptions.BatchSize, or take a smaller network or smaller images."),
            () => TrialMemory.Check("wide", Options, data, 0));
    }

    [Fact]
    public void Beside_others_there_must_be_as_much_as_was_ever_measured()
    {
        Assert.True(TrialMemory.FitsBeside(100, 350));
        Assert.False(TrialMemory.FitsBeside(100, 349));
    }

    private static ExperimentData Data() => ExperimentData.Read(Settings, 1, TestImages.View(new MLContext(seed: 1), 60), null, null);
}
