using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

[Collection(TrainedModelCollection.Name)]
public class PipelineTests(TrainedModel trained)
{
    [Fact]
    public void Evaluate_reads_the_scores_and_knows_the_names_of_the_classes()
    {
        var metrics = trained.Context.MulticlassClassification.Evaluate(trained.Cnn.Transform(trained.Keyed), topKPredictionCount: 2);

        double accuracy = trained.Scores.Zip(trained.Rows).Count(pair => TestImages.Classes[IndexOfLargest(pair.First)] == pair.Second.Label) / 90.0;
        double logLoss = trained.Scores.Zip(trained.Rows).Average(pair => -Math.Log(pair.First[TestImages.Classes.ToList().IndexOf(pair.Second.Label)]));
        Assert.Equal(accuracy, metrics.MicroAccuracy, 1e-9);
        Assert.Equal(logLoss, metrics.LogLoss, 1e-5);
        Assert.InRange(metrics.MicroAccuracy, 0.8, 1);
        Assert.InRange(metrics.TopKAccuracy, metrics.MicroAccuracy, 1);
        string table = metrics.ConfusionMatrix.GetFormattedConfusionTable();
        Assert.All(TestImages.Classes, name => Assert.Contains(name, table));
    }

    [Fact]
    public void The_output_has_the_columns_of_a_stock_trainer()
    {
        var output = trained.Cnn.GetOutputSchema(trained.Keyed.Schema);
        var stock = trained.Context.Transforms.Conversion.ConvertType("Floats", "Image", DataKind.Single)
            .Append(trained.Context.MulticlassClassification.Trainers.NaiveBayes("Label", "Floats")).Fit(trained.Keyed).GetOutputSchema(trained.Keyed.Schema);

        foreach (string name in new[] { "Score", "PredictedLabel" })
        {
            Assert.Equal(stock[name].Type, output[name].Type);
            foreach (string annotation in new[] { "ScoreColumnKind", "ScoreValueKind" })
                Assert.Equal(Text(stock[name], annotation), Text(output[name], annotation));
        }
        VBuffer<ReadOnlyMemory<char>> names = default;
        output["Score"].GetSlotNames(ref names);
        Assert.Equal(TestImages.Classes, names.DenseValues().Select(name => name.ToString()));
        output["PredictedLabel"].GetKeyValues(ref names);
        Assert.Equal(TestImages.Classes, names.DenseValues().Select(name => name.ToString()));

        static string Text(DataViewSchema.Column column, string annotation)
        {
            ReadOnlyMemory<char> text = default;
            column.Annotations.GetValue(annotation, ref text);
            return text.ToString();
        }
    }

    [Fact]
    public void The_schema_is_promised_before_and_kept_after_the_fit()
    {
        var promised = SchemaShapes.Of(trained.Context.Transforms.TrainCnn(SmallTraining.Options).GetOutputSchema(SchemaShapes.Of(trained.Keyed.Schema)));
        var kept = SchemaShapes.Of(SchemaShapes.Of(trained.Cnn.GetOutputSchema(trained.Keyed.Schema)));

        Assert.Equal(kept, promised);
    }

    [Fact]
    public void The_probabilities_of_an_image_add_up_to_1() =>
        Assert.All(trained.Scores, scores => Assert.Equal(1, scores.Sum(), 1e-5));

    [Fact]
    public void The_predicted_label_is_that_of_the_largest_score()
    {
        var labels = trained.Pipeline.Transform(trained.Data).Column<string>("PredictedLabel");

        Assert.Equal(trained.Scores.Select(scores => TestImages.Classes[IndexOfLargest(scores)]), labels);
    }

    [Fact]
    public void A_fit_is_the_same_under_all_names_and_overloads()
    {
        var keyed = SmallTraining.Images();
        var context = new MLContext(seed: 3);
        var options = new CnnOptions { Network = SmallTraining.Builder, Epochs = 1, BatchSize = 16 };
        CnnTrainer[] trainers =
        [
            context.Transforms.TrainCnn(options),
            context.MulticlassClassification.Trainers.Cnn(options),
            context.Transforms.TrainCnn(SmallTraining.Builder, epochs: 1, batchSize: 16),
            context.Transforms.TrainCnn((shape, classes) => SmallTraining.Builder.Build(shape, classes), epochs: 1, batchSize: 16),
            context.Transforms.TrainCnn(SmallTraining.Builder.Build(new(12, 12, 1), 3), "Label", "Image", 1, 16),
            context.MulticlassClassification.Trainers.Cnn(SmallTraining.Builder, "Label", "Image", 1, 16),
        ];

        Assert.Single(trainers.Select(trainer => trainer.Fit(keyed).Hash()).Distinct());
    }

    [Fact]
    public void Fitting_one_estimator_twice_gives_the_same_weights_bit_for_bit()
    {
        var trainer = new MLContext().Transforms.TrainCnn(SmallTraining.Options with { ValidationFraction = 0.2 });
        var (first, other, again) = (trainer.Fit(SmallTraining.Images()), trainer.Fit(SmallTraining.Images(30, seed: 9)), trainer.Fit(SmallTraining.Images()));

        Assert.Equal(first.Hash(), again.Hash());
        Assert.NotEqual(first.Hash(), other.Hash());
        Assert.Equal(first.Model.Network, again.Model.Network);
        Assert.Equal(
            first.Model.History.Epochs.Select(epoch => (epoch.Loss, epoch.Accuracy, epoch.ValidationLoss)),
            again.Model.History.Epochs.Select(epoch => (epoch.Loss, epoch.Accuracy, epoch.ValidationLoss)));
    }

    [Fact]
    public async Task Two_fits_at_once_give_the_weights_of_each_alone()
    {
        var dropout = new NetworkBuilder("dropout", (shape, classes) => Network.Sequential(
            shape, new Conv2D(4, 3), new Dropout(0.3), new BatchNormalization(), new Flatten(), new Dense(classes)));
        var trainer = new MLContext().Transforms.TrainCnn(SmallTraining.Options with { Network = dropout });
        var (data, otherData) = (SmallTraining.Images(), SmallTraining.Images(48, seed: 9));
        var alone = new[] { trainer.Fit(data).Hash(), trainer.Fit(otherData).Hash() };

        var together = await Task.WhenAll(new[] { data, otherData, data, otherData }.Select(
            view => Task.Run(() => trainer.Fit(view).Hash(), TestContext.Current.CancellationToken)));

        Assert.Equal([.. alone, .. alone], together);
    }

    [Fact]
    public void A_fold_of_a_cross_validation_equals_a_fresh_fit_on_its_data()
    {
        var context = new MLContext(seed: 1);
        var keyed = SmallTraining.Images(90);
        var trainer = context.Transforms.TrainCnn(SmallTraining.Options);

        var results = context.MulticlassClassification.CrossValidate(keyed, trainer, numberOfFolds: 3, seed: 5);
        var folds = new MLContext(seed: 1).Data.CrossValidationSplit(keyed, numberOfFolds: 3, seed: 5);

        Assert.Equal(3, results.Count);
        foreach (var (result, fold) in results.Zip(folds))
        {
            using var fresh = SmallTraining.Fit(SmallTraining.Options, fold.TrainSet);
            Assert.Equal(fresh.Hash(), ((CnnTransformer)result.Model).Hash());
            Assert.Equal(context.MulticlassClassification.Evaluate(fresh.Transform(fold.TestSet)).LogLoss, result.Metrics.LogLoss, 1e-6);
        }
        Assert.Equal(3, results.Select(result => ((CnnTransformer)result.Model).Hash()).Distinct().Count());
    }

    [Fact]
    public void A_prediction_engine_gives_the_label_as_text_and_all_scores()
    {
        using var engine = trained.Context.Model.CreatePredictionEngine<ImageRow, Prediction>(
            trained.Pipeline, new PredictionEngineOptions { OwnsTransformer = false });

        var predictions = trained.Rows.Select(row => engine.Predict(row)).ToList();

        Assert.InRange(SmallTraining.LargestDifference(trained.Scores, [.. predictions.Select(prediction => prediction.Score)]), 0, 1e-6);
        Assert.Equal(trained.Scores.Select(scores => TestImages.Classes[IndexOfLargest(scores)]), predictions.Select(prediction => prediction.PredictedLabel));
    }

    [Fact]
    public void Several_engines_on_threads_at_once_give_what_one_gives()
    {
        var failures = new List<string>();
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            using var engine = trained.Context.Model.CreatePredictionEngine<ImageRow, Prediction>(
                trained.Pipeline, new PredictionEngineOptions { OwnsTransformer = false });
            for (int i = 0; i < 300; i++)
            {
                int row = i % trained.Rows.Count;
                double difference = engine.Predict(trained.Rows[row]).Score.Zip(trained.Scores[row]).Max(pair => Math.Abs(pair.First - pair.Second));
                if (!(difference < 1e-6))
                {
                    lock (failures)
                        failures.Add($"row {row}: {difference}");
                }
            }
        }))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();

        Assert.Empty(failures);
    }

    [Fact]
    public void A_prediction_engine_disposes_what_it_owns_and_says_so_afterwards()
    {
        var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, trained.Keyed);
        var scored = cnn.Transform(trained.Keyed);

        trained.Context.Model.CreatePredictionEngine<ImageRow, KeyPrediction>(cnn).Dispose();

        Action[] uses =
        [
            () => cnn.Transform(trained.Keyed),
            () => cnn.GetOutputSchema(trained.Keyed.Schema),
            () => ((ITransformer)cnn).GetRowToRowMapper(trained.Keyed.Schema),
            () => scored.Column<float[]>("Score").ToList(),
        ];
        Assert.All(uses, use => Assert.StartsWith(
            "The CNN was disposed and can score no more. A PredictionEngine disposes its model, unless it is made with PredictionEngineOptions { OwnsTransformer = false }.",
            Assert.Throws<ObjectDisposedException>(use).Message));
        cnn.Dispose();
    }

    [Fact]
    public void Flat_and_two_dimensional_images_give_equal_results()
    {
        var rows = TestImages.Rows(30);
        var random = new Random(2);
        var square = rows.Select((row, i) => new Square { Image = TestImages.Draw(random, i % 3, 28, 28), Label = row.Label }).ToList();
        var context = new MLContext(seed: 1);
        var options = SmallTraining.Options with { Epochs = 1 };

        using var fromSquare = SmallTraining.Fit(options, SmallTraining.Keyed(context.Data.LoadFromEnumerable(square)));
        var flat = SmallTraining.Keyed(context.Data.LoadFromEnumerable(square.Select(row => new Flat { Image = row.Image, Label = row.Label })));
        using var fromFlat = SmallTraining.Fit(options with { ImageShape = new(28, 28, 1) }, flat);

        Assert.Equal(fromSquare.Hash(), fromFlat.Hash());
        Assert.Equal(new(28, 28, 1), fromFlat.Model.ImageColumn.Shape);
        // A model takes both.
        Assert.Equal(fromSquare.Scores(flat), fromFlat.Scores(flat));
        Assert.Throws<ArgumentOutOfRangeException>(() => SmallTraining.Fit(options, flat));
    }

    [Theory]
    [InlineData("value_1")]
    [InlineData("planar_shape")]
    [InlineData("Größe [\"x\"]")]
    public void Columns_may_bear_any_names(string imageColumnName)
    {
        var keyed = trained.Context.Transforms.CopyColumns(imageColumnName, "Image").Append(trained.Context.Transforms.CopyColumns("Größe / Art", "Label"))
            .Append(trained.Context.Transforms.DropColumns("Image", "Label")).Fit(trained.Keyed).Transform(trained.Keyed);
        var options = SmallTraining.Options with { Epochs = 12, ImageColumnName = imageColumnName, LabelColumnName = "Größe / Art" };

        using var cnn = SmallTraining.Fit(options, keyed);

        Assert.Equal(trained.Cnn.Hash(), cnn.Hash());
        Assert.Equal(trained.Scores, cnn.Scores(keyed));
    }

    private static int IndexOfLargest(float[] scores) => Array.IndexOf(scores, scores.Max());

    public sealed class KeyPrediction
    {
        public uint PredictedLabel { get; set; }
    }

    public sealed class Square
    {
        [VectorType(28, 28)]
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }

    public sealed class Flat
    {
        [VectorType(784)]
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
