using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

[Collection(TrainedModelCollection.Name)]
public class CostMeasurementTests(TrainedModel trained)
{
    [Fact]
    public void Measures_a_pipeline_with_a_network()
    {
        var cost = CostMeasurement.Measure(trained.Pipeline, trained.Data, "Score");

        Assert.Equal(trained.Cnn.Model.Network.ParameterCount, cost.Parameters);
        Assert.Equal(trained.Cnn.Model.History.Epochs[^1].Elapsed.TotalSeconds, cost.TrainingSeconds);
        using var folder = new TestFolder();
        string file = folder.File("model.zip");
        trained.Context.Model.Save(trained.Pipeline, trained.Data.Schema, file);
        // The name of a temporary file within may differ by a few bytes.
        Assert.InRange(cost.ModelBytes!.Value, new FileInfo(file).Length - 100, new FileInfo(file).Length + 100);
        Assert.True(cost.ImagesPerSecond > 0, $"{cost.ImagesPerSecond}");
        Assert.True(cost.MillisecondsPerImage > 0, $"{cost.MillisecondsPerImage}");
        Assert.Null(cost.PeakMemoryBytes);
    }

    [Fact]
    public void Measures_any_other_trainer()
    {
        var context = new MLContext(seed: 1);
        var model = context.Transforms.Conversion.ConvertType("Image", outputKind: DataKind.Single)
            .Append(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Label", "Image"))
            .Fit(trained.Keyed);

        var cost = CostMeasurement.Measure(model, trained.Keyed, "Score");

        Assert.Null(cost.Parameters);
        Assert.Null(cost.TrainingSeconds);
        Assert.True(cost.ModelBytes > 0, $"{cost.ModelBytes}");
        Assert.True(cost.ImagesPerSecond > 0, $"{cost.ImagesPerSecond}");
        Assert.True(cost.MillisecondsPerImage > 0, $"{cost.MillisecondsPerImage}");
    }

    [Fact]
    public void Measures_models_of_decoded_images()
    {
        using var folder = new TestFolder();
        DrawnFiles.Write(folder.Path, perClass: 2);
        var context = new MLContext(seed: 1);
        var files = SmallTraining.Keyed(context.Data.LoadFromImageFolder(folder.Path));
        var decoded = context.Transforms.LoadImages("Decoded", null, "ImagePath").Fit(files).Transform(files);
        using var model = SmallTraining.Fit(SmallTraining.Options with { ImageColumnName = "Decoded", ImageReading = new ImageReading((10, 12)), Epochs = 1 }, decoded);

        var cost = CostMeasurement.Measure(model, decoded, "Score");

        Assert.True(cost.ImagesPerSecond > 0, $"{cost.ImagesPerSecond}");
        Assert.True(cost.MillisecondsPerImage > 0, $"{cost.MillisecondsPerImage}");
        Assert.Equal(6, ScoreMeasurement.Measure(model, decoded, new("Label", "Score")).Images);
    }

    [Fact]
    public void A_model_that_cannot_be_saved_has_no_size()
    {
        var context = new MLContext(seed: 1);
        var model = context.Transforms.CustomMapping<ScoredRow, GivenOutput>((row, output) => output.Score = row.Given, contractName: null)
            .Fit(context.Data.LoadFromEnumerable(GivenScores.Rows));

        Assert.Null(SavedSize.Of(model, context.Data.LoadFromEnumerable(GivenScores.Rows).Schema));
    }

    [Fact]
    public void A_view_without_images_has_no_speed()
    {
        var context = new MLContext(seed: 1);
        var model = GivenScores.Model(context, GivenScores.Rows);
        var nothing = context.Data.LoadFromEnumerable<ScoredRow>([]);

        Assert.Null(ScoringSpeed.ImagesPerSecond(model, nothing, "Score"));
        Assert.Null(ScoringSpeed.MillisecondsPerImage(model, nothing, "Score"));
    }

    internal sealed class GivenOutput
    {
        [VectorType(3)]
        public float[] Score { get; set; } = [];
    }
}
