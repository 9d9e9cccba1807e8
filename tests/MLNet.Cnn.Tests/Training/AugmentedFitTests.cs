using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class AugmentedFitTests
{
    private static readonly IDataView Images = SmallTraining.Images();
    private static readonly CnnOptions Options = SmallTraining.Options with
    {
        Augmentation = [new RandomFlip(), new RandomCrop { Padding = 2 }, new RandomErasing(), new MixUp()],
    };

    [Fact]
    public void The_same_seed_gives_the_same_weights_and_another_others()
    {
        string first = SmallTraining.Fit(Options, Images).Hash();

        Assert.Equal(first, SmallTraining.Fit(Options, Images).Hash());
        Assert.NotEqual(first, SmallTraining.Fit(Options with { Seed = 2 }, Images).Hash());
        Assert.NotEqual(first, SmallTraining.Fit(Options with { Augmentation = Augmentation.None }, Images).Hash());
    }

    [Fact]
    public void Validation_sees_images_as_they_are()
    {
        // Training sees black images alone.
        Augmentation blackout = [new RandomErasing((1, 1)) { Scale = (1, 1), FillValue = 0 }];
        var validation = SmallTraining.Images(48, seed: 77);
        var context = new MLContext(seed: 1);

        // Statistics taken anew from black images have no variance: probabilities of 0, which Evaluate rounds up.
        var options = SmallTraining.Options with { Augmentation = blackout, BatchNormalizationStatistics = BatchNormalizationStatistics.Moving };
        using var cnn = context.Transforms.TrainCnn(options).Fit(Images, validation);

        var metrics = context.MulticlassClassification.Evaluate(cnn.Transform(validation));
        var last = cnn.Model.History.Epochs[^1];
        Assert.Equal(metrics.LogLoss, last.ValidationLoss!.Value, 1e-4);
        // From black images only how frequent classes are can be learned; the images themselves give other logits.
        Assert.NotEqual(last.Loss, last.ValidationLoss.Value, 1e-2);
    }

    [Fact]
    public void Cancelling_and_stopping_end_an_augmented_fit()
    {
        using var cancellation = new CancellationTokenSource();
        var control = new TrainingControl();

        Assert.ThrowsAny<OperationCanceledException>(() => SmallTraining.Fit(
            Options with { Epochs = 100, Engine = new ObservedEngine(_ => cancellation.Cancel()), CancellationToken = cancellation.Token }, Images));
        using var stopped = SmallTraining.Fit(Options with { Epochs = 100, Engine = new ObservedEngine(_ => control.RequestStop()), Control = control }, Images);

        Assert.Equal(TrainingEnd.StopRequested, stopped.Model.History.End);
    }

    [Fact]
    public void A_setting_out_of_its_range_is_refused_before_anything_is_read() => Refusal.Says<ArgumentOutOfRangeException>(
        "RandomRotation.Factor is (-2.5, 2.5), but it must be a range within -1 to 1, the lower end first. (Parameter 'Factor')",
        () => new MLContext().Transforms.TrainCnn(Options with { Augmentation = [new RandomRotation(2.5)] }));

    [Fact]
    public void What_does_not_fit_the_images_is_refused_before_training()
    {
        var engine = new ObservedEngine();

        Refusal.Says(
            "RandomCrop does not fit the images: the window 16x16 does not fit the 12x12x1 image, which is 14x14 with its padding; make Height and Width smaller or Padding larger. (Parameter 'Augmentation')",
            () => SmallTraining.Fit(Options with { Augmentation = [new RandomCrop(16, 16) { Padding = 1 }], Engine = engine }, Images));

        Assert.Equal(0, engine.Steps);
    }
}
