using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>An experiment that 0.1.0 began goes on here.</summary>
public class OldExperimentTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static readonly ExperimentSettings Settings = new()
    {
        Candidates =
        [
            Candidate.Network("small", OldRelease.Options with { ValidationFraction = 0, Epochs = 8 }),
            ClassicCandidates.LbfgsMaximumEntropy(Context, "Bytes"),
            Candidate.Network("last", OldRelease.Options with { ValidationFraction = 0, Optimizer = new AdamW(0.01) }),
        ],
        ImageColumnName = "Bytes",
        Seed = 1,
        MeasureSpeed = false,
        ValidationFraction = 0.25,
    };

    [Fact]
    public void An_experiment_goes_on_with_the_trial_that_was_under_way()
    {
        using var folder = new TestFolder();
        string path = OldRelease.Copy("experiment", folder);

        var result = Run(Settings with { Folder = path });

        var expected = OldRelease.ExpectedValue("experiment").EnumerateArray().ToList();
        Assert.Equal(expected.Select(trial => trial.GetProperty("TrainerName").GetString()), result.RunDetails.Select(run => run.TrainerName));
        Assert.Equal(expected.Select(trial => trial.GetProperty("Epochs").GetInt32()), result.RunDetails.Select(run => run.Epochs));
        Assert.Equal(expected.Select(trial => trial.GetProperty("Accuracy").GetDouble()), result.RunDetails.Select(run => run.ValidationMetrics!.Accuracy));
        Assert.All(expected.Zip(result.RunDetails), pair => Assert.Equal(pair.First.GetProperty("LogLoss").GetDouble(), pair.Second.ValidationMetrics!.LogLoss, 1e-3));
        Assert.Equal(RunEnd.Completed, result.RunDetails[2].End);
    }

    [Fact]
    public void What_was_finished_is_not_trained_again()
    {
        using var folder = new TestFolder();
        string path = OldRelease.Copy("experiment", folder);
        string[] before = File.ReadAllLines(Path.Combine(path, "journal.jsonl"));
        byte[][] models = [.. Directory.GetFiles(Path.Combine(path, "models")).Order().Select(File.ReadAllBytes)];

        Run(Settings with { Folder = path });

        string[] after = File.ReadAllLines(Path.Combine(path, "journal.jsonl"));
        // Trials 1 and 2 as they were; trial 3 was stopped in its second epoch, and is finished now.
        Assert.Equal(before.Length + 1, after.Length);
        Assert.Equal(before[0].Replace("\"Version\":1", "\"Version\":2"), after[0]);
        Assert.Equal(before[1..], after[1..^1]);
        Assert.Contains("\"Trial\":3", after[^1]);
        Assert.Equal(models, Directory.GetFiles(Path.Combine(path, "models")).Order().Take(2).Select(File.ReadAllBytes));
    }

    [Fact]
    public void The_best_model_scores_as_it_did()
    {
        using var folder = new TestFolder();
        var best = Context.Model.Load(OldRelease.Copy("experiment/best.zip", folder), out _);
        using var lifetime = best as IDisposable;

        Assert.InRange(SmallTraining.LargestDifference(OldRelease.ExpectedScores("experiment/best.zip"), best.Scores(OldRelease.Pixels(Context))), 0, 2e-6);
        OldRelease.AssertUnchanged("experiment/best.zip", folder);
    }

    [Fact]
    public void Another_experiment_is_refused_and_the_journal_left_as_it_is()
    {
        using var folder = new TestFolder();
        string path = OldRelease.Copy("experiment", folder);

        Refusal.Says<InvalidOperationException>(
            $"The journal '{Path.Combine(path, "journal.jsonl")}' is that of another experiment, with Seed 1 instead of 2. Use the same data and settings to go on with it, or choose another folder; it is left as it is.",
            () => Run(Settings with { Folder = path, Seed = 2 }));
        OldRelease.AssertUnchanged("experiment/journal.jsonl", folder);
    }

    private static ExperimentResult Run(ExperimentSettings settings) =>
        Context.MulticlassClassification.CreateCnnExperiment(settings).Execute(OldRelease.Pixels(Context));
}
