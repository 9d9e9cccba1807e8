using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class TakenBackTrialTests
{
    private static readonly MLContext Context = new(seed: 1);

    private static readonly ExperimentSettings Settings = new()
    {
        Candidates = [Candidate.Network("small", SmallTraining.Options, new SearchSpace([new NumberRange("a", 0, 1)], (options, _) => options))],
        MaxTrials = 3,
        ParallelTrials = 2,
    };

    [Fact]
    public void The_result_is_that_of_the_trials_that_are_left()
    {
        using var folder = new TestFolder();
        var plan = new TrialPlan(Settings, seed: 1);
        // Two workers: the second trial has no time, while the third, begun after it, comes to its end.
        for (int i = 0; i < 3; i++)
            plan.Next()!.Trial.IsRunning = true;
        plan.TakeBack(plan.Known(2));
        foreach (var trial in plan.Trials)
            trial.Finish(Entry(trial.Number, right: trial.Number));
        var context = Running(folder.Path);
        using var journal = ExperimentJournal.Open(folder.Path, new Dictionary<string, string>(), Settings.WriteJournal);
        var best = new BestModel(context);
        best.Update(plan.Trials);

        var result = new ExperimentSummary(context, plan.Trials, best, journal).Result();

        Assert.Equal([1, 3], result.RunDetails.Select(run => run.Trial));
        Assert.Equal(3, result.BestRun.Trial);
    }

    private static TrialFinished Entry(int trial, int right) => new()
    {
        Trial = trial, Rung = 0, ElapsedSeconds = 0, Candidate = "small", End = RunEnd.Completed, Seconds = 0, Scores = Boards.Scores(right, 10),
    };

    private static ExperimentContext Running(string folder) => new()
    {
        Environment = Context,
        Settings = Settings,
        Data = ExperimentData.Read(Settings, 1, TestImages.View(Context, 60), null, null),
        Seed = 1,
        Folder = new ExperimentFolder(folder),
        Clock = new ExperimentClock(Settings, 0),
    };
}
