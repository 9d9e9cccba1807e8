using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>What goes wrong with a file of the experiment ends the experiment; everything else is a trial that failed.</summary>
public class TrialFailureTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly IDataView Images = TestImages.View(Context, 60);

    [Theory]
    [InlineData(null)]
    [InlineData(60.0)]
    public void An_IOException_of_a_trial_is_a_trial_that_failed_whatever_it_says_and_whether_or_not_time_is_limited(double? seconds)
    {
        using var folder = new TestFolder();
        // The name of the experiment's folder in the message decides nothing.
        string said = $"'{folder.File("images.bin")}' is on a drive that is gone.";
        var broken = new ObservedEngine(_ => throw new IOException(said));

        var result = Run(folder, SmallTraining.Options with { Engine = broken }, new() { Candidates = [], MeasureSpeed = false, MaxExperimentTimeInSeconds = seconds });

        Assert.Equal([RunEnd.Failed, RunEnd.Completed], result.RunDetails.Select(run => run.End));
        Assert.Equal(said, result.RunDetails[0].Exception!.Message);
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_ends_the_experiment_which_then_goes_on()
    {
        using var folder = new TestFolder();
        var full = SmallTraining.Options with { WriteCheckpoint = (_, _) => throw new IOException("No space left on device.") };

        Assert.Throws<IOException>(() => Run(folder, full));

        var result = Run(folder, SmallTraining.Options);
        Assert.Equal([RunEnd.Completed, RunEnd.Completed], result.RunDetails.Select(run => run.End));
    }

    [Fact]
    public void A_damaged_checkpoint_ends_the_experiment_and_fails_no_trial()
    {
        using var folder = new TestFolder();
        string checkpoint = Path.Combine(Directory.CreateDirectory(folder.File(Path.Combine("trials", "0001", "1"))).FullName, "last.checkpoint");
        File.WriteAllText(checkpoint, "no checkpoint");

        string message = Assert.Throws<InvalidDataException>(() => Run(folder, SmallTraining.Options)).Message;

        Assert.Equal($"'{checkpoint}' is no checkpoint of MLNet.Cnn.", message);
        File.Delete(checkpoint);
        Assert.Equal([RunEnd.Completed, RunEnd.Completed], Run(folder, SmallTraining.Options).RunDetails.Select(run => run.End));
    }

    [Fact]
    public void Speeds_of_trials_that_ran_side_by_side_are_told_on_the_table()
    {
        var options = SmallTraining.Options with { Epochs = 1 };
        using var folder = new TestFolder();
        using var other = new TestFolder();

        var result = Run(folder, options, new() { Candidates = [], ParallelTrials = 2 });
        var alone = Run(other, options, new() { Candidates = [] });

        Assert.Contains(result.RunDetails, run => run.Cost.TrialsAtOnce == 2);
        Assert.Contains("measured side by side, with up to 2 trials at once", result.Leaderboard.ToText(400));
        Assert.All(alone.RunDetails, run => Assert.Null(run.Cost.TrialsAtOnce));
        Assert.DoesNotContain("side by side", alone.Leaderboard.ToText(400));
    }

    private static ExperimentResult Run(TestFolder folder, CnnOptions options, ExperimentSettings? settings = null) =>
        Context.MulticlassClassification.CreateCnnExperiment((settings ?? new() { Candidates = [], MeasureSpeed = false }) with
        {
            Candidates = [Candidate.Network("first", options), Candidate.Network("second", SmallTraining.Options)], Folder = folder.Path, Seed = 1,
        }).Execute(Images);
}
