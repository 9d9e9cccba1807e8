using System.Text.Json;
using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>Trainings that died with 0.1.0 go on here, and end as they would have ended there.</summary>
public class OldCheckpointTests
{
    // Other processors add in another order, and a training carries that on.
    private const double Tolerance = 1e-3;

    private static readonly CnnOptions WithinAnEpoch = OldRelease.Options with
    {
        EarlyStopping = new() { Patience = 3, RestoreBestWeights = true },
        ReduceLROnPlateau = new() { Patience = 1, Factor = 0.5 },
        Augmentation = [new RandomCrop { Padding = 1 }, new RandomBrightness(0.1), new MixUp()],
    };

    private static readonly CnnOptions Tuning = OldRelease.Options with
    {
        FineTuning = new(new FineTuningStep(1, ["dense"]), new FineTuningStep(2, ["*"], 0.5)),
        Optimizer = new SGD(0.05, momentum: 0.9),
    };

    [Fact]
    public void A_training_that_died_within_an_epoch_goes_on() => GoesOn("checkpoints/within-an-epoch", WithinAnEpoch, stepsLeft: 12 - 5, Keyed());

    [Fact]
    public void A_training_that_died_in_a_step_of_fine_tuning_goes_on() => GoesOn("checkpoints/fine-tuning", Tuning, stepsLeft: 9 - 5, Keyed());

    [Fact]
    public void A_training_goes_on_with_the_validation_images_that_it_began_with() =>
        GoesOn("checkpoints/uneven-classes", WithinAnEpoch, stepsLeft: 8 - 5, new MLContext().Data.TakeRows(Keyed(), 43));

    /// <summary>0.1.0's checkpoints do not say how encoded images were decoded.</summary>
    [Fact]
    public void A_training_on_encoded_images_goes_on_with_the_pixels_that_it_began_with()
    {
        using var folder = new TestFolder();
        var files = SmallTraining.Keyed(OldRelease.Files(new(seed: 1)));
        var options = OldRelease.Options with { ImageColumnName = "Image", ImageReading = new(50), ValidationFraction = 0, BatchSize = 4, Checkpoints = new(folder.Path) };
        var first = options with { ImageReading = new(50) { Decoding = ImageDecoding.Version1 } };
        using var whole = SmallTraining.Fit(first with { Checkpoints = null }, files);
        Assert.Throws<TimeoutException>(() => SmallTraining.Fit(first with { Engine = new ObservedEngine(step => { if (step == 4) throw new TimeoutException(); }) }, files));
        string path = folder.File("last.checkpoint");
        var (texts, arrays) = CheckpointFile.Read(path);
        using (var stream = File.Create(path))
            CheckpointFile.Write(stream, new CheckpointContent(texts.Where(text => text.Key != "decoding").ToDictionary(), arrays));

        using var resumed = SmallTraining.Fit(options, files);

        Assert.Equal(ImageDecoding.Version1, resumed.Model.ImageColumn.Reading!.Decoding);
        Assert.Equal(whole.Hash(), resumed.Hash());
    }

    [Theory]
    [InlineData("checkpoints/within-an-epoch/last.checkpoint")]
    [InlineData("checkpoints/within-an-epoch/best.checkpoint")]
    [InlineData("checkpoints/fine-tuning/step-1/last.checkpoint")]
    [InlineData("checkpoints/fine-tuning/step-2/last.checkpoint")]
    public void Weights_can_be_read(string name)
    {
        using var folder = new TestFolder();

        var weights = Checkpoint.LoadWeights(OldRelease.Copy(name, folder));

        var sums = OldRelease.ExpectedValue(name).Deserialize<Dictionary<string, double>>()!;
        Assert.Equal(sums.Keys, weights.Select(weight => weight.Path));
        Assert.All(weights, weight => Assert.Equal(sums[weight.Path], weight.Values.ToArray().Sum(value => (double)value), 1e-12));
        OldRelease.AssertUnchanged(name, folder);
    }

    [Fact]
    public void With_other_images_or_options_the_training_is_refused_and_left_as_it_is()
    {
        using var folder = new TestFolder();
        string path = OldRelease.Copy("checkpoints/within-an-epoch", folder);
        string file = Path.Combine(path, "last.checkpoint");
        var options = WithinAnEpoch with { Checkpoints = new(path) };

        Says("other training images", options with { ValidationFraction = 0.5 });
        Says("other network", options with { Network = new("other", (shape, classes) => Network.Sequential(shape, new Flatten(), new Dense(classes))) });
        Says("Epochs 4 instead of 5", options with { Epochs = 5 });
        OldRelease.AssertUnchanged("checkpoints/within-an-epoch/last.checkpoint", folder);

        void Says(string difference, CnnOptions other) => Refusal.Says<InvalidOperationException>(
            $"The checkpoint '{file}' is that of another training, with {difference}. Train with the same data and options to continue it, or choose another folder to begin anew; it is left as it is.",
            () => SmallTraining.Fit(other, Keyed()));
    }

    private static void GoesOn(string name, CnnOptions options, int stepsLeft, IDataView data)
    {
        using var folder = new TestFolder();
        var engine = new ObservedEngine();

        using var resumed = SmallTraining.Fit(options with { Engine = engine, Checkpoints = new(OldRelease.Copy(name, folder)) }, data);

        Assert.Equal(stepsLeft, engine.Steps);
        Assert.InRange(SmallTraining.LargestDifference(OldRelease.ExpectedScores(name), resumed.Scores(data)), 0, Tolerance);
        var epochs = OldRelease.ExpectedValue(name + "/epochs").EnumerateArray().ToList();
        Assert.Equal(epochs.Count, resumed.Model.History.Epochs.Count);
        Assert.All(epochs.Zip(resumed.Model.History.Epochs), pair =>
        {
            Assert.Equal(pair.First.GetProperty("Loss").GetDouble(), pair.Second.Loss, Tolerance);
            Assert.Equal(pair.First.GetProperty("ValidationLoss").GetDouble(), pair.Second.ValidationLoss!.Value, Tolerance);
            Assert.Equal(pair.First.GetProperty("LearningRate").GetDouble(), pair.Second.LearningRate, 1e-12);
        });
    }

    private static IDataView Keyed() => SmallTraining.Keyed(OldRelease.Pixels(new(seed: 1)));
}
