using System.Text.Json;
using Microsoft.ML;

namespace MLNet.Cnn.Tests;

[Collection(TrainedModelCollection.Name)]
public class ScoreMeasurementTests(TrainedModel trained)
{
    private static readonly MeasuredColumns Columns = new("Label", "Score");

    [Fact]
    public void Says_of_each_image_whether_it_is_right_and_takes_the_means()
    {
        var context = new MLContext(seed: 1);

        var scores = ScoreMeasurement.Measure(GivenScores.Model(context, GivenScores.Rows), context.Data.LoadFromEnumerable(GivenScores.Rows), Columns);

        Assert.Equal([true, true, false, false], scores.Correct);
        Assert.Equal(4, scores.Images);
        Assert.Equal(0.5, scores.Accuracy);
        Assert.Equal(AccuracyInterval.Wilson(2, 4), scores.Interval);
        // F1 of a: 2·1 / (2 + 2), of b: 1, of c: 0.
        Assert.Equal(0.5, scores.MacroF1, 1e-12);
        Assert.Equal((Math.Log(2) + Math.Log(2) + Math.Log(4) + Math.Log(8)) / 4, scores.LogLoss, 1e-6);
    }

    [Fact]
    public void A_model_without_an_answer_is_wrong()
    {
        var context = new MLContext(seed: 1);
        ScoredRow[] rows = [.. GivenScores.Rows.Take(3), new() { Label = "a", Given = [float.NaN, float.NaN, float.NaN] }];

        var scores = ScoreMeasurement.Measure(GivenScores.Model(context, rows), context.Data.LoadFromEnumerable(rows), Columns);

        Assert.Equal([true, true, false, false], scores.Correct);
    }

    [Fact]
    public void Agrees_with_what_ml_net_measures()
    {
        var scores = ScoreMeasurement.Measure(trained.Pipeline, trained.Data, Columns);

        var metrics = trained.Context.MulticlassClassification.Evaluate(trained.Pipeline.Transform(trained.Data));
        Assert.Equal(metrics.MicroAccuracy, scores.Accuracy, 1e-12);
        Assert.Equal(metrics.LogLoss, scores.LogLoss, 1e-12);
    }

    [Fact]
    public void Images_of_classes_that_the_model_does_not_know_are_passed_over()
    {
        var context = new MLContext(seed: 1);
        ScoredRow[] rows = [new() { Label = "new", Given = [1, 0, 0] }, .. GivenScores.Rows];

        var scores = ScoreMeasurement.Measure(GivenScores.Model(context, GivenScores.Rows), context.Data.LoadFromEnumerable(rows), Columns);

        Assert.Equal([true, true, false, false], scores.Correct);
    }

    [Fact]
    public void Says_which_column_a_model_lacks()
    {
        var context = new MLContext(seed: 1);
        var (model, data) = (GivenScores.Model(context, GivenScores.Rows), context.Data.LoadFromEnumerable(GivenScores.Rows));

        Refusal.Says("The model gives no column 'Probability'. It gives: Label, Given, Score. Name the column with the scores in the options.",
            () => ScoreMeasurement.Measure(model, data, Columns with { Score = "Probability" }));
        Refusal.Says("Score column 'Label' is Key<UInt32, 0-2>, but a Vector<Single, 3> was expected: a score for each class of label column 'Label'.",
            () => ScoreMeasurement.Measure(model, data, Columns with { Score = "Label" }));
    }

    [Fact]
    public void Says_when_no_image_has_a_class_that_the_model_knows()
    {
        var context = new MLContext(seed: 1);
        ScoredRow[] rows = [new() { Label = "other", Given = [1, 0, 0] }];

        Refusal.Says("No image of the view has a label in column 'Label' that the model knows, so there is nothing to measure it on. It knows: a, b, c. (Parameter 'data')",
            () => ScoreMeasurement.Measure(GivenScores.Model(context, GivenScores.Rows), context.Data.LoadFromEnumerable(rows), Columns));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(19)]
    public void Goes_through_json_bit_by_bit(int images)
    {
        var scores = new ModelScores { Correct = [.. Enumerable.Range(0, images).Select(image => image % 3 == 1)], MacroF1 = 0.1, LogLoss = double.NaN };

        var converter = new JsonSerializerOptions(RecordJson.Options) { Converters = { new OutcomesConverter() } };
        string json = JsonSerializer.Serialize(scores.Correct, converter);

        Assert.Equal(scores.Correct, JsonSerializer.Deserialize<IReadOnlyList<bool>>(json, converter));
    }

    [Fact]
    public void Scores_go_through_json()
    {
        var scores = new ModelScores { Correct = [true, false, true], MacroF1 = 1.0 / 3, LogLoss = double.NaN };

        string json = JsonSerializer.Serialize(scores, RecordJson.Options);

        Assert.Contains("\"Correct\":{\"Count\":3,\"Bits\":\"BQ==\"}", json, StringComparison.Ordinal);
        var read = JsonSerializer.Deserialize<ModelScores>(json, RecordJson.Options)!;
        Assert.Equal(scores.Correct, read.Correct);
        Assert.Equal(scores.MacroF1, read.MacroF1);
        Assert.Equal(double.NaN, read.LogLoss);
    }

    [Fact]
    public void Folds_count_by_their_images()
    {
        var whole = ModelScores.Concat(
        [
            new() { Correct = [true], MacroF1 = 1, LogLoss = 0.1 },
            new() { Correct = [false, true, false], MacroF1 = 0.2, LogLoss = 0.5 },
        ]);

        Assert.Equal([true, false, true, false], whole.Correct);
        Assert.Equal((1 + 3 * 0.2) / 4, whole.MacroF1, 1e-12);
        Assert.Equal((0.1 + 3 * 0.5) / 4, whole.LogLoss, 1e-12);
    }
}
