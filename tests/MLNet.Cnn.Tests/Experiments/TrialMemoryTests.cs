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

    [Fact]
    public void Two_that_come_a_moment_apart_do_not_both_count_the_same_memory()
    {
        long free = 1000;
        var room = new TrialRoom(() => free);

        // 3.5 x 100 each. Nothing of it is taken yet when the next one asks.
        Assert.True(room.TryEnter(100));
        Assert.True(room.TryEnter(100));
        Assert.False(room.TryEnter(100));
        room.Leave(100);
        Assert.True(room.TryEnter(100));
        // Others took what was free.
        room.Leave(100);
        free = 349;
        Assert.False(room.TryEnter(100));
        // Alone one always begins.
        room.Leave(100);
        Assert.True(room.TryEnter(100));
    }

    [Fact]
    public void What_cannot_fit_is_not_even_measured()
    {
        // 2,400 x 2,400 pixels, 23 MB an image and 1.5 TB a batch. Of the sixty images that there are, no step must be tried.
        var engine = new ObservedEngine(_ => throw new InvalidOperationException("A step was taken."));
        var wide = SmallTraining.Options with
        {
            Network = new NetworkBuilder("wide", (shape, classes) => Network.Sequential(shape, new UpSampling2D(200), new GlobalAveragePooling2D(), new Dense(classes))),
            BatchSize = 65_536,
            Engine = engine,
        };
        var settings = Settings with { Candidates = [Candidate.Network("wide", wide)], MaxExperimentTimeInSeconds = 1000 };

        var error = Assert.Throws<InvalidOperationException>(() => new MLContext(seed: 1).MulticlassClassification.CreateCnnExperiment(settings).Execute(TestImages.View(new MLContext(seed: 1), 60)));

        Assert.StartsWith("No trial gave a model. 'wide': 'wide' needs at least ", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, engine.Steps);
    }

    private static ExperimentData Data() => ExperimentData.Read(Settings, 1, TestImages.View(new MLContext(seed: 1), 60), null, null);
}
