using Microsoft.ML;

namespace MLNet.Cnn.Tests;

[Collection(TrainedModelCollection.Name)]
public class CompareModelsTests(TrainedModel trained)
{
    private static readonly MLContext Context = new(seed: 1);

    [Fact]
    public void Compares_a_network_with_any_other_model()
    {
        var test = TestImages.View(Context, 30, seed: 2);
        var blind = Context.Transforms.Conversion.MapValueToKey("Label")
            .Append(Context.Transforms.Conversion.ConvertType("Pixels", "Image", Microsoft.ML.Data.DataKind.Single))
            .Append(Context.MulticlassClassification.Trainers.LbfgsMaximumEntropy("Label", "Pixels", l2Regularization: 1e9f))
            .Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(trained.Data);

        var board = Context.MulticlassClassification.CompareModels(test, new ModelComparisonOptions { Title = "Lines", TrainingData = trained.Data }, ("blind", blind), ("network", trained.Pipeline));

        Assert.Equal(["network", "blind"], board.Rows.Select(row => row.Name));
        foreach (var row in board.Rows)
        {
            var metrics = Context.MulticlassClassification.Evaluate((row.Name == "blind" ? blind : trained.Pipeline).Transform(test));
            Assert.Equal(metrics.MicroAccuracy, row.Scores!.Accuracy, 1e-12);
            Assert.True(row.Cost.ModelBytes > 0 && row.Cost.ImagesPerSecond > 0 && row.Cost.MillisecondsPerImage > 0, $"{row.Cost}");
        }
        Assert.Same(trained.Cnn.Model.History, board.Rows[0].History);
        Assert.Equal([new DuplicateImages("training", "test", 0)], board.Duplicates);
        Assert.StartsWith("Lines. Ordered by accuracy on 30 test images.\n", board.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_which_model_does_not_fit()
    {
        var data = Context.Data.LoadFromEnumerable(GivenScores.Rows);
        var model = GivenScores.Model(Context, GivenScores.Rows);
        var catalog = Context.MulticlassClassification;

        Refusal.Says("There are no models to compare; name at least one: (\"LeNet5\", model). (Parameter 'models')", () => catalog.CompareModels(data));
        Refusal.Says("2 models are called 'a', but a name must tell a model from the others. (Parameter 'models')", () => catalog.CompareModels(data, ("a", model), ("a", model)));
        Refusal.Says("Model 'other': The model gives no column 'Score'. It gives: Label, Given, Chances. Name the column with the scores in the options.",
            () => catalog.CompareModels(data, ("other", GivenScores.Model(Context, GivenScores.Rows, "Chances"))));
    }

    [Fact]
    public void Scores_and_keys_of_different_classes_are_not_compared()
    {
        // The same classes, numbered as they occur in another order.
        var other = SmallTraining.Keyed(Context.Data.LoadFromEnumerable(TestImages.Rows(30, seed: 2).AsEnumerable().Reverse()));

        Refusal.Says(
            "Model 'network': Label column 'Label': the key's number 1 is 'diagonal', the network's output 1 is 'row', so that an evaluation would take one class for another. Number the labels as the network does: Conversion.MapValueToKey(\"Label\", keyData: mlContext.Data.LoadFromEnumerable(classNames.Select(name => new { name }))). (Parameter 'inputSchema')",
            () => Context.MulticlassClassification.CompareModels(other, ("network", trained.Cnn)));
    }
}
