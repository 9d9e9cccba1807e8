namespace MLNet.Cnn.Tests;

public class SuccessiveHalvingTests
{
    [Theory]
    [InlineData(1, 3, 9, "1 3 9")]
    [InlineData(1, 4, 12, "1 4 12")]
    [InlineData(2, 2, 9, "2 4 8 9")]
    [InlineData(4, 4, 4, "4")]
    [InlineData(5, 4, 3, "3")]
    public void Rungs_end_at_multiples_and_the_last_at_all_epochs(int first, int factor, int epochs, string expected) =>
        Assert.Equal(expected, string.Join(' ', new SuccessiveHalving { MinEpochs = first, ReductionFactor = factor }.Rungs(epochs)));

    [Fact]
    public void With_a_time_limit_the_order_of_trials_is_that_of_the_asynchronous_algorithm()
    {
        // Nine configurations in a row, eta 3, one worker: algorithm 2 of the paper, worked by hand. Accuracies in percent after the first rung.
        double[] accuracies = [50, 60, 70, 40, 80, 30, 20, 90, 10];
        string order = Order(Plan(9, seconds: 1000), accuracies);

        // Of three, the best one is 3. Of five it is 5, of eight the best two are 8 and 5; of 3, 5 and 8 on the second rung, 8 goes on to the top.
        Assert.Equal("1/0 2/0 3/0 3/1 4/0 5/0 5/1 6/0 7/0 8/0 8/1 8/2 9/0", order);
    }

    [Fact]
    public void Without_a_time_limit_all_begin_before_the_best_go_on()
    {
        // Algorithm 1 of the paper: nine, of which the best three go on, of which the best goes on.
        double[] accuracies = [50, 60, 70, 40, 80, 30, 20, 90, 10];

        Assert.Equal("1/0 2/0 3/0 4/0 5/0 6/0 7/0 8/0 9/0 8/1 5/1 3/1 8/2", Order(Plan(9), accuracies));
    }

    [Fact]
    public void Without_new_configurations_the_best_goes_on_to_the_end()
    {
        Assert.Equal("1/0 2/0 2/1 2/2", Order(Plan(2), [1, 2]));
    }

    [Fact]
    public void What_failed_is_not_taken_further()
    {
        var plan = Plan(3);
        for (int i = 0; i < 3; i++)
        {
            var job = plan.Next()!;
            job.Trial.Finish(Entry(job, RunEnd.Failed) with { Error = "broken" });
        }

        Assert.Null(plan.Next());
    }

    [Fact]
    public void A_trial_that_runs_is_not_given_twice()
    {
        var plan = Plan(2);
        var first = plan.Next()!;
        first.Trial.IsRunning = true;
        var second = plan.Next()!;
        second.Trial.IsRunning = true;

        Assert.NotEqual(first.Trial, second.Trial);
        Assert.Null(plan.Next());
    }

    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        Refusal.Says<ArgumentOutOfRangeException>("SuccessiveHalving.MinEpochs is 0, but it must be at least 1. (Parameter 'MinEpochs')", () => new SuccessiveHalving { MinEpochs = 0 }.Validate());
        Refusal.Says<ArgumentOutOfRangeException>("SuccessiveHalving.ReductionFactor is 1, but it must be at least 2. (Parameter 'ReductionFactor')", () => new SuccessiveHalving { ReductionFactor = 1 }.Validate());
    }

    /// <summary>The trials and rungs in their order, where each has its accuracy in percent after the first rung and a little more after each further one.</summary>
    private static string Order(TrialPlan plan, double[] accuracies)
    {
        var order = new List<string>();
        while (plan.Next() is { } job)
        {
            order.Add($"{job.Trial.Number}/{job.Rung}");
            Finish(job, accuracies[job.Trial.Number - 1] + job.Rung, isLast: job.Rung == 2);
        }
        return string.Join(' ', order);
    }

    private static TrialPlan Plan(int trials, double? seconds = null) => new(
        new ExperimentSettings
        {
            Candidates = [Candidate.Network("small", SmallTraining.Options, new SearchSpace([new NumberRange("a", 0, 1)], (options, _) => options))],
            MaxTrials = trials,
            MaxExperimentTimeInSeconds = seconds,
            Halving = new SuccessiveHalving { ReductionFactor = 3 },
        },
        seed: 1);

    private static void Finish(TrialJob job, double percent, bool isLast) => job.Trial.Finish(Entry(job, isLast ? RunEnd.Completed : RunEnd.Paused) with
    {
        Scores = new ModelScores { Correct = [.. Enumerable.Range(0, 100).Select(image => image < percent)], MacroF1 = 0, LogLoss = 0 },
    });

    private static TrialFinished Entry(TrialJob job, RunEnd end) => new()
    {
        Trial = job.Trial.Number, Rung = job.Rung, ElapsedSeconds = 0, Candidate = "small", End = end, Seconds = 0,
    };
}
