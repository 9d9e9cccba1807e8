using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class FineTuningExperimentTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly IDataView Images = SmallTraining.Images();
    private static readonly IDataView Held = SmallTraining.Images(30, seed: 2);

    // Four epochs. CnnOptions.Epochs, which is not looked at, says one.
    private static CnnOptions Options => SmallTraining.Options with
    {
        Epochs = 1,
        Optimizer = new Adam(0.02),
        FineTuning = new FineTuning(new FineTuningStep(1, ["dense"]), new FineTuningStep(1, ["batch_normalization", "dense"], 0.5), new FineTuningStep(2, ["*"], 0.1)),
    };

    [Fact]
    public void All_epochs_of_all_steps_are_trained()
    {
        var run = Assert.Single(Run(Settings).RunDetails);
        using var alone = Context.Transforms.TrainCnn(Options).Fit(Images, Held);

        Assert.Equal((RunEnd.Completed, 4), (run.End, run.Epochs));
        Assert.Equal(alone.Hash(), run.WeightHash);
    }

    [Fact]
    public void Halving_counts_the_epochs_of_all_steps_and_rests_between_them()
    {
        var rate = new Choice<double>("rate", 0.01, 0.02, 0.03, 0.04);
        var space = new SearchSpace([rate], (options, values) => options with { Optimizer = new Adam(values.Of(rate)) });
        var settings = Settings with { Candidates = [Candidate.Network("tuned", Options, space)], Sampler = Sampler.Grid };

        var halved = Run(settings with { Halving = new() { ReductionFactor = 2 } }).RunDetails;
        var whole = Run(settings).RunDetails;

        // Rungs end after 1, 2 and 4 epochs: of four, two go on, of which one goes on.
        Assert.Equal([1, 1, 2, 4], halved.Select(run => run.Epochs).Order());
        var finished = Assert.Single(halved, run => run.End == RunEnd.Completed);
        Assert.Equal(4, finished.Epochs);
        Assert.Equal(whole[finished.Trial - 1].WeightHash, finished.WeightHash);
        Assert.Equal(3, halved.Count(run => run.End == RunEnd.Paused));
    }

    [Fact]
    public void What_falls_behind_is_ended_in_any_step()
    {
        // The second trial learns nothing. It may be ended from its third epoch on, the first of its last step.
        var rate = new Choice<double>("rate", 0.05, 1e-9);
        var space = new SearchSpace([rate], (options, values) => options with { Optimizer = new Adam(values.Of(rate)), Schedule = new ConstantRate() });

        var runs = Run(Settings with
        {
            Candidates = [Candidate.Network("tuned", Options with { FineTuning = new FineTuning(new FineTuningStep(2, ["*"]), new FineTuningStep(4, ["*"])) }, space)],
            Sampler = Sampler.Grid,
            MedianStopping = new() { MinTrials = 1, MinEpochs = 3 },
        }).RunDetails;

        Assert.Equal((RunEnd.Completed, 6), (runs[0].End, runs[0].Epochs));
        Assert.Equal((RunEnd.FellBehind, 3), (runs[1].End, runs[1].Epochs));
    }

    [Fact]
    public void Steps_for_which_there_is_no_time_are_refused_whole()
    {
        var options = Options with { FineTuning = new FineTuning(new FineTuningStep(1, ["dense"]), new FineTuningStep(99_999, ["*"])) };

        var error = Assert.Throws<InvalidOperationException>(() => Run(Settings with { Candidates = [Candidate.Network("tuned", options)], MaxExperimentTimeInSeconds = 6 }));

        Assert.StartsWith("No trial gave a model. 'tuned': The steps of 'tuned' (CnnOptions.FineTuning) have 100,000 epochs of about ", error.Message, StringComparison.Ordinal);
        // (100 x 2 s) / 0.85 + 5 s
        Refusal.WithDecimalComma(() => Assert.Equal(
            "The steps of 'tuned' (CnnOptions.FineTuning) have 100 epochs of about 2.0 s, which needs 241 s, but its share of ExperimentSettings.MaxExperimentTimeInSeconds is 60.0 s, and steps are trained whole or not at all. Give the experiment more time, or the steps fewer epochs.",
            EpochBudget.DescribeSteps("tuned", 100, 2, 60)));
    }

    private static ExperimentSettings Settings => new() { Candidates = [Candidate.Network("tuned", Options)], Seed = 1, MeasureSpeed = false };

    private static ExperimentResult Run(ExperimentSettings settings) => Context.MulticlassClassification.CreateCnnExperiment(settings).Execute(Images, Held);
}
