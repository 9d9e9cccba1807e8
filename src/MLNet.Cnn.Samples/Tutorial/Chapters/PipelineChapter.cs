using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLNet.Cnn.Samples.Digits;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>The same network inside an ML.NET pipeline: load, train, evaluate, compare, save, load, predict.</summary>
internal sealed class PipelineChapter() : TutorialChapter("pipeline", "Into a pipeline")
{
    private const int Shown = 4;

    /// <inheritdoc/>
    public override void Run(TutorialPage page)
    {
        page.Text("Everything so far was one step of an ordinary ML.NET pipeline. Whoever knows `Fit`, `Transform` and `Evaluate` knows the rest.");
        page.Section("Load");
        page.Text("Images are a column of pixels, here a vector of 28 × 28 bytes; labels are another. `LoadFromIdx` reads the files of MNIST, `LoadFromImageFolder` folders of photos, and `LoadFromEnumerable` takes whatever a program makes:");
        page.Code("load");
        var data = page.Data;
        page.MeasuredText($"The data here are {data.Name}: {Arithmetic.Count(data.Counts.Training)} images to train on, {Arithmetic.Count(data.Counts.Test)} to test on.");
        Compare(page, data);
    }

    private static void Compare(TutorialPage page, SampleData data)
    {
        page.Section("Train and evaluate");
        page.Text("`MapValueToKey` makes keys of the labels, sorted by value, so that the first score is that of class 0; `TrainCnn` trains a network on the pixels as they are: what brings them to the right scale is part of the model.");
        page.Code("train");
        var clock = Stopwatch.StartNew();
        var (model, cnnMetrics) = page.Work("Training LeNet-5 in a pipeline", () => Train(page, data, page.Times(8)));
        var seconds = clock.Elapsed.TotalSeconds;
        using (model)
        {
            page.Section("Beside a classic trainer");
            page.Text("A linear classifier in the same place of the pipeline. It wants one row of floats:");
            page.Code("classic");
            clock.Restart();
            var (classicMetrics, classicName) = page.Work("Training a linear classifier", () => Classic(page.MLContext, data));
            page.MeasuredTable(
                ["trainer", TableColumn.Number("test accuracy"), TableColumn.Number("log-loss"), TableColumn.Number("time")],
                [
                    Row("TrainCnn, LeNet5", cnnMetrics, seconds, Tone.Orange),
                    Row(classicName, classicMetrics, clock.Elapsed.TotalSeconds, Tone.Blue),
                ]);
            page.MeasuredText($"Of {Arithmetic.Count(data.Counts.Test)} test images the network gets {Wrong(cnnMetrics)} wrong, the linear classifier {Wrong(classicMetrics)}.");
            Keep(page, data, model);
        }

        int Wrong(MulticlassClassificationMetrics metrics) => (int)Math.Round((1 - metrics.MicroAccuracy) * data.Counts.Test);

        static IReadOnlyList<Ink> Row(string name, MulticlassClassificationMetrics metrics, double seconds, Tone tone) =>
            [name, new(Show.Percent(metrics.MicroAccuracy), tone), Show.Fixed(metrics.LogLoss, 4), Show.Seconds(seconds)];
    }

    /// <summary>How the drawn digits are loaded; <c>--data</c> takes the way of <see cref="IdxFolder"/>.</summary>
    public static IDataView Load(MLContext mlContext, int count)
    {
        #region load
        // class DigitImage { [VectorType(28, 28)] byte[] Image; string Label; }
        var digits = DigitGenerator.Generate(count, seed: 1).Images;
        var training = mlContext.Data.LoadFromEnumerable(digits);
        #endregion
        return training;
    }

    private static (TransformerChain<ITransformer> Model, MulticlassClassificationMetrics Metrics) Train(TutorialPage page, SampleData data, int epochs)
    {
        var (mlContext, threads, control) = (page.MLContext, page.Threads, page.Control);
        #region train
        var conversion = mlContext.Transforms.Conversion;
        var byValue = ValueToKeyMappingEstimator.KeyOrdinality.ByValue;
        var pipeline = conversion.MapValueToKey("Label", keyOrdinality: byValue)
            .Append(mlContext.Transforms.TrainCnn(new CnnOptions
            {
                Network = Networks.LeNet5(batchNormalization: true),
                Epochs = epochs,
                Threads = threads,
                Control = control, // Ctrl-C ends training and keeps its result
            }))
            .Append(conversion.MapKeyToValue("PredictedLabel"));

        var model = pipeline.Fit(data.Training);
        var scored = model.Transform(data.Test);
        var metrics = mlContext.MulticlassClassification.Evaluate(scored);
        #endregion
        return (new TransformerChain<ITransformer>([.. model]), metrics);
    }

    private static (MulticlassClassificationMetrics Metrics, string Name) Classic(MLContext mlContext, SampleData data)
    {
        #region classic
        var conversion = mlContext.Transforms.Conversion;
        var trainers = mlContext.MulticlassClassification.Trainers;
        var byValue = ValueToKeyMappingEstimator.KeyOrdinality.ByValue;
        var pipeline = conversion.MapValueToKey("Label", keyOrdinality: byValue)
            .Append(conversion.ConvertType("Features", "Image"))
            .Append(mlContext.Transforms.NormalizeMinMax("Features"))
            .AppendCacheCheckpoint(mlContext)
            .Append(trainers.LbfgsMaximumEntropy());
        #endregion
        return (mlContext.MulticlassClassification.Evaluate(pipeline.Fit(data.Training).Transform(data.Test)), "LbfgsMaximumEntropy");
    }

    private static void Keep(TutorialPage page, SampleData data, ITransformer model)
    {
        page.Section("Save, load, predict");
        page.Text("The file is made of ML.NET's own components. A program that has never heard of this package loads it:");
        page.Code("save");
        page.Code("predict");
        var file = Path.GetTempFileName();
        try
        {
            var loaded = SaveAndLoad(page.MLContext, model, data.Training.Schema, file);
            page.MeasuredText($"The file has {Show.Megabytes(new FileInfo(file).Length)}. Its answers to some test images:");
            page.MeasuredLines(Panel.Row([.. Predict(page.MLContext, loaded, data)]));
        }
        finally
        {
            File.Delete(file);
        }

        page.Text("That is all of it. `docs/networks.md` lists networks to choose from, `docs/images.md` what images may be, `docs/training.md` what else a training can do.");
    }

    private static ITransformer SaveAndLoad(MLContext mlContext, ITransformer model, DataViewSchema schema, string file)
    {
        #region save
        mlContext.Model.Save(model, schema, file);
        var loaded = mlContext.Model.Load(file, out _);
        #endregion
        return loaded;
    }

    private static List<Panel> Predict(MLContext mlContext, ITransformer loaded, SampleData data)
    {
        var images = ImageRow.Read(mlContext, data.Test).DistinctBy(row => row.Label).Take(Shown).ToList();
        var shape = ((VectorDataViewType)data.Test.Schema["Image"].Type).Dimensions;
        #region predict
        var columns = ImageRow.Schema(data.Test); // ImageRow: pixels of one image
        using var engine = mlContext.Model.CreatePredictionEngine<ImageRow, Answer>(
            loaded, inputSchemaDefinition: columns);
        var answers = images.Select(image => engine.Predict(image)).ToList();

        VBuffer<ReadOnlyMemory<char>> classes = default;
        engine.OutputSchema["Score"].GetSlotNames(ref classes);
        // Score[i] is the probability of the class classes.GetItemOrDefault(i).
        #endregion
        return [.. images.Zip(answers, (image, answer) => Card(image, answer, shape[0], shape[1]))];
    }

    /// <summary>An image in characters, every second row and two of three columns of it, and what the model says.</summary>
    private static Panel Card(ImageRow image, Answer answer, int height, int width)
    {
        const int cells = 14; // 14 x 14 characters of 2 x 2 pixels
        byte[] small = [.. Enumerable.Range(0, cells * cells).Select(place => Brightest(place / cells * height / cells, place % cells * width / cells))];
        var art = TextArt.Lines(small, cells, cells, unicode: false).Select(line => new InkLine(line));
        return new("", [.. art, new(new Ink($"{answer.PredictedLabel}  {Show.Percent(answer.Score.Max(), 1)}".PadRight(cells), answer.PredictedLabel == image.Label ? Tone.Blue : Tone.Orange))]);

        byte Brightest(int row, int column) => new[] { (0, 0), (0, 1), (1, 0), (1, 1) }.Max(step => image.Image[(row + step.Item1) * width + column + step.Item2]);
    }

    private sealed class Answer
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];
    }
}
