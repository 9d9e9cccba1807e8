using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class ValidationTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    [Fact]
    public void A_held_out_share_is_not_trained_on_and_measured_after_each_epoch()
    {
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { ValidationFraction = 0.25, Epochs = 8 }, Images);

        var history = cnn.Model.History;
        Assert.Equal(45, history.TrainingImages);
        Assert.All(history.Epochs, epoch => Assert.True(double.IsFinite(epoch.ValidationLoss!.Value)));
        // Five of twenty images of each class: every accuracy is a multiple of 1/15.
        Assert.All(history.Epochs, epoch => Assert.Equal(Math.Round(epoch.ValidationAccuracy!.Value * 15), epoch.ValidationAccuracy.Value * 15, 1e-9));
        Assert.True(history.Epochs[^1].ValidationLoss < history.Epochs[0].ValidationLoss);
    }

    [Fact]
    public void A_share_that_holds_out_no_image_is_refused() => Refusal.WithDecimalComma(() => Refusal.Says<InvalidOperationException>(
        "CnnOptions.ValidationFraction is 0.005, but that share of 60 images is less than half an image, so none would be held out. Set it to 0.0084 or more, add images, or put images to measure on into a set of their own.",
        () => SmallTraining.Fit(SmallTraining.Options with { ValidationFraction = 0.005 }, Images)));

    [Fact]
    public void A_share_of_less_than_an_image_of_each_class_is_rounded_over_all_of_them()
    {
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { ValidationFraction = 0.02, Epochs = 1 }, Images);

        Assert.Equal(59, cnn.Model.History.TrainingImages);
        Assert.NotNull(cnn.Model.History.Epochs[0].ValidationAccuracy);
    }

    [Fact]
    public void What_is_reported_is_what_the_saved_model_scores()
    {
        var context = new MLContext(seed: 1);
        var validation = SmallTraining.Images(48, seed: 77);
        using var cnn = context.Transforms.TrainCnn(SmallTraining.Options).Fit(Images, validation);

        var metrics = context.MulticlassClassification.Evaluate(cnn.Transform(validation));

        var last = cnn.Model.History.Epochs[^1];
        Assert.Equal(metrics.MicroAccuracy, last.ValidationAccuracy!.Value, 1e-9);
        Assert.Equal(metrics.LogLoss, last.ValidationLoss!.Value, 1e-4);
    }

    [Fact]
    public void Measuring_does_not_change_the_training()
    {
        var trainer = new MLContext(seed: 1).Transforms.TrainCnn(SmallTraining.Options);

        using var measured = trainer.Fit(Images, SmallTraining.Images(48, seed: 77));
        using var alone = trainer.Fit(Images);

        Assert.Equal(alone.Hash(), measured.Hash());
        Assert.Equal(60, measured.Model.History.TrainingImages);
    }

    [Fact]
    public void Validation_data_comes_before_a_validation_fraction()
    {
        using var cnn = new MLContext(seed: 1).Transforms.TrainCnn(SmallTraining.Options with { ValidationFraction = 0.5 })
            .Fit(Images, SmallTraining.Images(48, seed: 77));

        Assert.Equal(60, cnn.Model.History.TrainingImages);
    }

    [Fact]
    public void Preprocessing_is_adapted_on_the_training_images_alone()
    {
        var context = new MLContext(seed: 1);
        var bright = TestImages.Rows(30);
        foreach (var row in bright)
            row.Image = [.. row.Image.Select(pixel => (byte)(pixel / 2 + 127))];

        using var cnn = context.Transforms.TrainCnn(SmallTraining.Options).Fit(Images, SmallTraining.Keyed(context.Data.LoadFromEnumerable(bright)));
        using var alone = context.Transforms.TrainCnn(SmallTraining.Options).Fit(Images);

        Assert.Equal(alone.Model.Network, cnn.Model.Network);
    }

    [Fact]
    public void Validation_labels_keyed_in_another_order_are_refused()
    {
        var context = new MLContext(seed: 1);
        var reversed = SmallTraining.Keyed(context.Data.LoadFromEnumerable(TestImages.Rows(30).OrderByDescending(row => row.Id)));

        Refusal.Says<ArgumentOutOfRangeException>(
            "Label column 'Label': the keys of the validation data stand for other classes (diagonal, column, row) than those of the training data (row, column, diagonal). Send both through one fitted MapValueToKey. (Parameter 'inputSchema')",
            () => context.Transforms.TrainCnn(SmallTraining.Options).Fit(Images, reversed));
    }

    [Fact]
    public void Validation_data_that_does_not_go_with_the_training_data_is_refused()
    {
        var context = new MLContext(seed: 1);
        var trainer = context.Transforms.TrainCnn(SmallTraining.Options);
        var twoClasses = SmallTraining.Keyed(context.Data.LoadFromEnumerable(TestImages.Rows(30).Where(row => row.Id % 3 < 2)));
        var floats = context.Transforms.Conversion.ConvertType("Image", outputKind: Microsoft.ML.Data.DataKind.Single).Fit(Images).Transform(Images);

        Refusal.Says<ArgumentOutOfRangeException>(
            "Label column 'Label': expected a key of 3 classes, as in the training data, got Key<UInt32, 0-1> in the validation data. (Parameter 'inputSchema')",
            () => trainer.Fit(Images, twoClasses));
        Refusal.Says<ArgumentOutOfRangeException>(
            "Image column 'Image': expected Vector<Byte, 12, 12, 1>, as in the training data, got Vector<Single, 12, 12>. (Parameter 'inputSchema')",
            () => trainer.Fit(Images, floats));
        Refusal.Says<ArgumentOutOfRangeException>(
            "Image column 'Image': there is no column of this name. The data has: Label, Id. (Parameter 'inputSchema')",
            () => trainer.Fit(Images, context.Transforms.DropColumns("Image").Fit(Images).Transform(Images)));
        Refusal.Says<ArgumentOutOfRangeException>(
            "Label column 'Label': there is no column of this name. The data has: Image, Id. (Parameter 'inputSchema')",
            () => trainer.Fit(Images, context.Transforms.DropColumns("Label").Fit(Images).Transform(Images)));
        Refusal.Says<InvalidOperationException>(
            "The validation data has no usable rows.", () => trainer.Fit(Images, context.Data.SkipRows(Images, 1000)));
    }
}
