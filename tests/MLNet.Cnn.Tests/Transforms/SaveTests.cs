using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>A saved model is made of stock components: it loads in any ML.NET program, and as what it was with <c>LoadCnn</c>.</summary>
[Collection(TrainedModelCollection.Name)]
public sealed class SaveTests(TrainedModel trained) : IDisposable
{
    private const double Tolerance = 1e-6;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_pipeline_scores_the_same_after_saving_and_loading()
    {
        var loaded = new MLContext().Model.Load(Save(trained.Pipeline, trained.Data), out var schema);

        Assert.Equal(trained.Data.Schema["Image"].Type, schema["Image"].Type);
        var scored = loaded.Transform(trained.Data);
        Assert.InRange(SmallTraining.LargestDifference(trained.Scores, [.. scored.Column<float[]>("Score")]), 0, Tolerance);
        Assert.Equal(
            trained.Pipeline.Transform(trained.Data).Column<string>("PredictedLabel"), scored.Column<string>("PredictedLabel"));
        Assert.DoesNotContain(scored.Schema, column => column.Name.StartsWith("__", StringComparison.Ordinal) && !column.IsHidden);
        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void A_cnn_alone_scores_and_evaluates_the_same_after_saving_and_loading()
    {
        var context = new MLContext();
        var loaded = context.Model.Load(Save(trained.Cnn, trained.Keyed), out _);

        Assert.InRange(SmallTraining.LargestDifference(trained.Scores, loaded.Scores(trained.Keyed)), 0, Tolerance);
        var (before, after) = (context.MulticlassClassification.Evaluate(trained.Cnn.Transform(trained.Keyed)), context.MulticlassClassification.Evaluate(loaded.Transform(trained.Keyed)));
        Assert.Equal(before.LogLoss, after.LogLoss, Tolerance);
        Assert.Equal(before.ConfusionMatrix.GetFormattedConfusionTable(), after.ConfusionMatrix.GetFormattedConfusionTable());
        (loaded as IDisposable)?.Dispose();
    }

    [Fact]
    public void A_prediction_engine_of_a_loaded_model_gives_text_labels()
    {
        var context = new MLContext();
        using var engine = context.Model.CreatePredictionEngine<ImageRow, Prediction>(context.Model.Load(Save(trained.Pipeline, trained.Data), out _));

        var prediction = engine.Predict(trained.Rows[4]);

        Assert.Equal("column", prediction.PredictedLabel);
        Assert.InRange(SmallTraining.LargestDifference([trained.Scores[4]], [prediction.Score]), 0, Tolerance);
    }

    [Fact]
    public void No_temporary_file_is_left_by_saving_and_by_LoadCnn()
    {
        using var temporary = new TestFolder();
        // A folder of the context's own, which is not there yet, and the system's, which stock components use.
        string own = temporary.File("own"), system = Directory.CreateDirectory(temporary.File("system")).FullName;
        string variable = OperatingSystem.IsWindows() ? "TMP" : "TMPDIR";
        string? before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, system);
        try
        {
            Assert.StartsWith(system, Path.GetTempPath());
            var context = new MLContext(seed: 1) { TempFilePath = own };
            using var cnn = context.Transforms.TrainCnn(SmallTraining.Options with { Epochs = 1 }).Fit(trained.Keyed);
            string path = Save(cnn, trained.Keyed);
            using var loaded = context.Model.LoadCnn(path);
            Save(loaded, trained.Keyed);
            Assert.Equal(cnn.Scores(trained.Keyed), loaded.Scores(trained.Keyed));
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }

        Assert.Equal(["own", "system"], temporary.Content);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_process_with_stock_packages_alone_gives_the_same_scores(bool wholePipeline)
    {
        var (model, data) = wholePipeline ? (trained.Pipeline, trained.Data) : (trained.Cnn, trained.Keyed);

        var lines = RunStockConsumer(Save(model, data), data);

        Assert.InRange(SmallTraining.LargestDifference(trained.Scores, [.. lines.Select(line => line.Scores)]), 0, Tolerance);
        var keys = trained.Cnn.Transform(trained.Keyed).Column<uint>("PredictedLabel");
        Assert.Equal(
            wholePipeline ? keys.Select(key => TestImages.Classes[(int)key - 1]) : keys.Select(key => key.ToString(CultureInfo.InvariantCulture)),
            lines.Select(line => line.Label));
    }

    [Fact]
    public void A_process_with_stock_packages_alone_reads_image_files()
    {
        using var files = new ImageFileTests.Files();
        var context = new MLContext(seed: 1);
        var rows = files.Rows(context);
        var model = files.Pipeline(context).Append(context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).Fit(rows);

        var lines = RunStockConsumer(Save(model, rows), rows);

        Assert.InRange(SmallTraining.LargestDifference(model.Scores(rows), [.. lines.Select(line => line.Scores)]), 0, Tolerance);
        Assert.Equal(model.Transform(rows).Column<string>("PredictedLabel"), lines.Select(line => line.Label));
    }

    [Fact]
    public void The_stock_process_has_nothing_of_this_library()
    {
        string[] files = [.. Directory.GetFiles(Path.GetDirectoryName(StockProgram.File)!, "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file))];

        Assert.Contains("Microsoft.ML.OnnxTransformer.dll", files);
        Assert.DoesNotContain(files, file => file.StartsWith("MLNet.Cnn", StringComparison.OrdinalIgnoreCase)
            || file.Contains("torch", StringComparison.OrdinalIgnoreCase) || file.Contains("tensorflow", StringComparison.OrdinalIgnoreCase));
    }

    private string Save(ITransformer model, IDataView data)
    {
        string path = _folder.File($"model {Guid.NewGuid():N}.zip");
        trained.Context.Model.Save(model, data.Schema, path);
        return path;
    }

    private IReadOnlyList<(string Label, float[] Scores)> RunStockConsumer(string model, IDataView data) => StockProgram.Run(_folder, model, data);
}
