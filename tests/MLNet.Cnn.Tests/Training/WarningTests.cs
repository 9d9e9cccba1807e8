using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Cnn.Tests;

/// <summary>What is odd about the data stands in the log and in the history.</summary>
public class WarningTests
{
    private readonly MLContext _context = new(seed: 1);
    private readonly List<string> _log = [];

    public WarningTests() => _context.Log += (_, message) =>
    {
        if (message.Kind == ChannelMessageKind.Warning && message.Source.Contains("CnnTrainer"))
            _log.Add(message.RawMessage);
    };

    [Fact]
    public void Data_that_are_as_they_should_be_bring_none() => Assert.Empty(Warnings(TestImages.Rows(60), TestImages.Rows(30, seed: 2)));

    [Fact]
    public void A_class_with_few_images_is_named_with_their_number()
    {
        var rows = TestImages.Rows(60).Where(row => row.Label != "column" || row.Id < 12).ToList();

        Assert.Equal(["Label column 'Label': there are fewer than 10 training images of class 'column' (4). Add images, or leave these rows out."], Warnings(rows));
    }

    [Fact]
    public void Many_rare_classes_are_counted_and_the_first_five_named()
    {
        var rows = TestImages.Rows(60);
        foreach (var row in rows.Take(7))
            row.Label = $"rare {row.Id}";

        Assert.Equal(
            ["Label column 'Label': there are fewer than 10 training images of 7 classes ('rare 0' (1), 'rare 1' (1), 'rare 2' (1), 'rare 3' (1), 'rare 4' (1), …). Add images, or leave these rows out."],
            Warnings(rows));
    }

    [Fact]
    public void Images_that_are_in_training_and_validation_are_counted()
    {
        var validation = TestImages.Rows(30, seed: 2);
        foreach (var row in validation.Take(3))
            row.Image = TestImages.Rows(60)[row.Id].Image;
        // One pixel apart is another image.
        validation[5].Image = [.. TestImages.Rows(60)[5].Image];
        validation[5].Image[17] ^= 1;

        Assert.Equal(
            ["Validation: 3 of 30 images are also training images, pixel for pixel, so the validation figures are too good. Remove duplicates before splitting."],
            Warnings(TestImages.Rows(60), validation));
    }

    [Fact]
    public void Classes_that_only_training_or_only_validation_has_are_named()
    {
        var training = TestImages.Rows(60).Where(row => row.Label != "diagonal").ToList();
        var validation = TestImages.Rows(30, seed: 2).Where(row => row.Label != "row").ToList();

        Assert.Equal(
            [
                "Label column 'Label': there is no training image of class 'diagonal', so the model can hardly ever predict it.",
                "Validation: there are images of class 'diagonal', of which there is none to train on; all of them count as wrong.",
                "Validation: there is no image of class 'row', so the validation figures say nothing of it.",
            ],
            Warnings(training, validation));
    }

    [Fact]
    public void Rows_of_the_validation_data_with_a_label_that_training_does_not_know_are_left_out_and_counted()
    {
        var validation = TestImages.Rows(30, seed: 2);
        foreach (var row in validation.Where(row => row.Id is 3 or 4))
            row.Label = "zigzag";

        Assert.Equal(
            ["Validation: skipped 2 rows, because the label is missing or one that the training data does not know."],
            Warnings(TestImages.Rows(60), validation, mapping: TestImages.Rows(60)));
    }

    [Theory]
    [InlineData(61, 20, "The last batch of each epoch holds a single image (61 images, BatchSize 20), so layer 'batch_normalization' (BatchNormalization) has no batch to normalize by there; it takes the image's own statistics, as Keras does. BatchSize 19 leaves more.")]
    [InlineData(61, 60, "The last batch of each epoch holds a single image (61 images, BatchSize 60), so layer 'batch_normalization' (BatchNormalization) has no batch to normalize by there; it takes the image's own statistics, as Keras does. BatchSize 59 leaves more.")]
    [InlineData(61, 19, null)]
    [InlineData(61, 1, null)]
    [InlineData(60, 20, null)]
    public void A_last_batch_of_one_image_is_told_where_a_batch_is_normalized(int images, int batchSize, string? expected) =>
        Assert.Equal(expected is null ? [] : [expected], Warnings(TestImages.Rows(images), batchSize: batchSize));

    [Fact]
    public void A_single_image_in_the_last_batch_leaves_all_weights_finite_even_with_one_value_a_channel()
    {
        var builder = new NetworkBuilder("normalized vector", (imageShape, classCount) => Network.Sequential(
            imageShape, new Flatten(), new Dense(4), new BatchNormalization(), new Dense(classCount)));

        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Network = builder, BatchSize = 20, Epochs = 1 }, SmallTraining.Images(61));

        Assert.Contains(cnn.Model.History.Warnings, warning => warning.Contains("'batch_normalization'"));
        Assert.All(cnn.Model.Weights, weight => Assert.All(weight.Values.ToArray(), value => Assert.True(float.IsFinite(value))));
    }

    [Fact]
    public void Warnings_are_in_the_model_file()
    {
        using var folder = new TestFolder();
        var data = SmallTraining.Images(61);
        using (var cnn = SmallTraining.Fit(SmallTraining.Options with { BatchSize = 20, Epochs = 1 }, data))
            _context.Model.Save(cnn, data.Schema, folder.File("model.zip"));

        using var loaded = _context.Model.LoadCnn(folder.File("model.zip"));

        Assert.StartsWith("The last batch", Assert.Single(loaded.Model.History.Warnings));
    }

    private IReadOnlyList<string> Warnings(
        IReadOnlyList<ImageRow> training, IReadOnlyList<ImageRow>? validation = null, IReadOnlyList<ImageRow>? mapping = null, int batchSize = 16)
    {
        var all = _context.Data.LoadFromEnumerable(mapping ?? [.. training, .. validation ?? []]);
        var keys = _context.Transforms.Conversion.MapValueToKey("Label").Fit(all);
        IDataView Keyed(IReadOnlyList<ImageRow> rows) => keys.Transform(_context.Data.LoadFromEnumerable(rows));

        using var cnn = _context.Transforms.TrainCnn(SmallTraining.Options with { Epochs = 1, BatchSize = batchSize })
            .Fit(Keyed(training), validation is null ? null : Keyed(validation));

        Assert.Equal(cnn.Model.History.Warnings, _log);
        return cnn.Model.History.Warnings;
    }
}
