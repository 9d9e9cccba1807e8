using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class TestViewTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly IDataView Images = TestImages.View(Context, 60);

    [Fact]
    public void A_test_view_without_a_known_class_is_refused_before_anything_is_trained()
    {
        var test = Context.Data.LoadFromEnumerable(TestImages.Rows(2).Select(row => new ImageRow { Image = row.Image, Label = "other" }));
        var engine = new ObservedEngine();

        Refusal.Says<InvalidOperationException>(
            "None of the 2 rows of the test data has a label that the training data knows: column, diagonal, row. Give images of these classes, or train on those of the test data too.",
            () => Run(Settings(engine), Images, test));
        Assert.Equal(0, engine.Steps);
    }

    [Fact]
    public void A_test_view_whose_keys_stand_for_other_classes_is_refused_before_anything_is_trained()
    {
        var test = SmallTraining.Keyed(Context.Data.LoadFromEnumerable(TestImages.Rows(30, seed: 2).AsEnumerable().Reverse()));
        var engine = new ObservedEngine();

        Refusal.Says<ArgumentOutOfRangeException>(
            "Label column 'Label': the keys of the test data stand for other classes (diagonal, column, row) than those of the training data (row, column, diagonal). Send both through one fitted MapValueToKey. (Parameter 'inputSchema')",
            () => Run(Settings(engine), SmallTraining.Keyed(Images), test));
        Assert.Equal(0, engine.Steps);
    }

    [Fact]
    public void What_was_trained_is_not_lost_where_the_test_view_cannot_be_scored()
    {
        bool isGone = false;
        var test = Context.Data.LoadFromEnumerable(TestImages.Rows(30, seed: 3).Select(row => isGone ? throw new IOException("The disk is gone.") : row));

        var result = Context.MulticlassClassification.CreateCnnExperiment(Settings(new ObservedEngine())).Execute(Images, null, test, new Callback(_ => isGone = true));

        Assert.Equal("small", result.BestRun.TrainerName);
        Assert.Equal(30, result.BestRun.Model!.Transform(TestImages.View(Context, 30)).Column<string>("PredictedLabel").Count());
        Assert.Null(result.Leaderboard.Rows[0].Test);
        string note = Assert.Single(result.Leaderboard.Notes);
        Assert.StartsWith("Test images could not be scored by small: ", note, StringComparison.Ordinal);
        Assert.Contains("The disk is gone.", note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_test_view_is_scored_once_for_each_model_over_all_executions()
    {
        using var folder = new TestFolder();
        var settings = Settings(new ObservedEngine()) with { Folder = folder.Path };
        settings = settings with { Candidates = [.. settings.Candidates, ClassicCandidates.LbfgsMaximumEntropy(Context)] };
        IDataView test = TestImages.View(Context, 30, seed: 3), other = TestImages.View(Context, 30, seed: 4);
        var first = Run(settings, Images, test);
        string[] journal = File.ReadAllLines(folder.File("journal.jsonl"));
        // Whoever scores once more must read the model.
        var worse = first.RunDetails.Single(run => run.Trial != first.BestRun.Trial);
        File.Delete(worse.ModelPath!);

        var again = Run(settings, Images, test);
        Assert.Equal(journal, File.ReadAllLines(folder.File("journal.jsonl")));
        var elsewhere = Run(settings, Images, other);

        Assert.Empty(again.Leaderboard.Notes);
        Assert.Equal(first.Leaderboard.Rows.Select(row => row.Test!.LogLoss), again.Leaderboard.Rows.Select(row => row.Test!.LogLoss));
        Assert.Equal([true, false], elsewhere.Leaderboard.Rows.Select(row => row.Test is not null));
    }

    private static ExperimentSettings Settings(ObservedEngine engine) =>
        new() { Candidates = [Candidate.Network("small", SmallTraining.Options with { Engine = engine })], Seed = 1, MeasureSpeed = false };

    private static ExperimentResult Run(ExperimentSettings settings, IDataView train, IDataView test) =>
        Context.MulticlassClassification.CreateCnnExperiment(settings).Execute(train, null, test);

    private sealed class Callback(Action<RunDetail> action) : IProgress<RunDetail>
    {
        public void Report(RunDetail value) => action(value);
    }
}
