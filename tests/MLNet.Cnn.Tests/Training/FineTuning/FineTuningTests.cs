using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class FineTuningTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    // Sixty images in batches of sixteen: four steps an epoch.
    private static readonly FineTuning Steps = new(
        new FineTuningStep(1, ["dense"]), new FineTuningStep(1, ["batch_normalization", "dense"], 0.5), new FineTuningStep(2, ["*"], 0.1));

    private static CnnOptions Options => SmallTraining.Options with
    {
        Optimizer = new Adam(0.02), Schedule = new ConstantRate(), FineTuning = Steps, BatchNormalizationStatistics = BatchNormalizationStatistics.Moving,
    };

    [Fact]
    public void Each_step_changes_its_layers_and_no_others()
    {
        using var folder = new TestFolder();
        var start = NetworkWeights.Initialize(SmallTraining.Builder.Build(new(12, 12, 1), 3), 5);

        using var tuned = SmallTraining.Fit(Options with { InitialWeights = start, Preprocessing = Preprocessing.Normalize, Checkpoints = new(folder.Path) }, Images);

        NetworkWeights[] after = [.. new[] { 1, 2, 3 }.Select(step => Checkpoint.LoadWeights(folder.File($"step-{step}/last.checkpoint")))];
        // Moving statistics stand still with the layer that is frozen.
        Assert.Equal(["dense"], Changed(start, after[0]));
        Assert.Equal(["batch_normalization", "dense"], Changed(after[0], after[1]));
        Assert.Equal(["conv2d", "batch_normalization", "dense"], Changed(after[1], after[2]));
        Assert.Equal(after[2].Sha256(), tuned.Hash());

        static IEnumerable<string> Changed(NetworkWeights before, NetworkWeights after) =>
            before.Where(weight => !weight.Values.Span.SequenceEqual(after[weight.Path].Values.Span)).Select(weight => weight.Path.Split('/')[0]).Distinct();
    }

    [Fact]
    public void Each_step_has_its_epochs_and_its_rate()
    {
        var engine = new ObservedEngine();
        var reports = new List<EpochReport>();

        using var tuned = SmallTraining.Fit(Options with { Engine = engine, Progress = reports.Add }, Images);

        Assert.Equal([0.02, 0.01, 0.002, 0.002], engine.Settings.Chunk(4).Select(epoch => Assert.Single(epoch.Select(step => step.LearningRate).Distinct())));
        Assert.Equal([(1, 4), (2, 4), (3, 4), (4, 4)], reports.Select(report => (report.Epoch, report.Epochs)));
        Assert.Equal(reports, tuned.Model.History.Epochs);
        Assert.Equal(TimeSpan.Zero, reports[^1].TimeLeft);
        Assert.True(reports.Zip(reports.Skip(1)).All(pair => pair.First.Elapsed <= pair.Second.Elapsed));
    }

    [Fact]
    public void Each_step_has_the_whole_schedule()
    {
        var engine = new ObservedEngine();

        SmallTraining.Fit(Options with { Engine = engine, Schedule = new OneCycle() }, Images).Dispose();

        int[] steps = [4, 4, 8];
        double[] rates = [0.02, 0.01, 0.002];
        var expected = steps.Zip(rates).SelectMany(part => Enumerable.Range(0, part.First).Select(step => part.Second * new OneCycle().At(step, part.First).Factor));
        Assert.Equal(expected, engine.Settings.Select(step => step.LearningRate));
    }

    [Fact]
    public void Killed_at_any_step_and_started_again_it_ends_with_the_same_weights_and_history()
    {
        var options = Options with { Augmentation = [new RandomTranslation(0.1, 0.1)], ValidationFraction = 0.2 };
        using var whole = SmallTraining.Fit(options with { Engine = new ObservedEngine() }, Images);

        for (int death = 1; death <= 12; death++)
        {
            using var folder = new TestFolder();
            var saved = options with { Checkpoints = new(folder.Path) { IntervalSteps = death % 2 + 1 } };
            Assert.Throws<TimeoutException>(() => SmallTraining.Fit(saved with { Engine = Dying(death) }, Images));

            using var resumed = SmallTraining.Fit(saved with { Engine = new ObservedEngine() }, Images);

            Assert.Equal(whole.Hash(), resumed.Hash());
            Assert.Equal(
                whole.Model.History.Epochs.Select(report => (report.Epoch, report.Epochs, report.Loss, report.ValidationLoss, report.LearningRate)),
                resumed.Model.History.Epochs.Select(report => (report.Epoch, report.Epochs, report.Loss, report.ValidationLoss, report.LearningRate)));
        }
    }

    [Fact]
    public void Without_a_seed_it_goes_on_with_the_one_it_drew()
    {
        using var folder = new TestFolder();
        var options = Options with { Seed = null, Checkpoints = new(folder.Path) };
        Assert.Throws<TimeoutException>(() => Fit(options with { Engine = Dying(10) }));

        using var resumed = Fit(options with { Engine = new ObservedEngine() });

        using var whole = Fit(Options with { Engine = new ObservedEngine(), Seed = (int)resumed.Model.History.Seed });
        Assert.Equal(whole.Hash(), resumed.Hash());

        static CnnTransformer Fit(CnnOptions options) => new MLContext().Transforms.TrainCnn(options).Fit(Images);
    }

    [Fact]
    public void Stopped_in_its_second_step_it_ends_there_and_goes_on_another_day()
    {
        using var folder = new TestFolder();
        var control = new TrainingControl();
        var options = Options with { Checkpoints = new(folder.Path) };
        using var whole = SmallTraining.Fit(Options, Images);

        using var stopped = SmallTraining.Fit(options with { Control = control, Progress = report => { if (report.Epoch == 2) control.RequestStop(); } }, Images);
        using var resumed = SmallTraining.Fit(options, Images);

        Assert.Equal(TrainingEnd.StopRequested, stopped.Model.History.End);
        Assert.Equal(2, stopped.Model.History.Epochs.Count);
        Assert.Equal(TrainingEnd.Completed, resumed.Model.History.End);
        Assert.Equal(whole.Hash(), resumed.Hash());
    }

    [Fact]
    public void Stopped_in_a_step_that_made_it_worse_it_has_the_weights_that_the_step_began_with()
    {
        // The rate of the second step destroys what was learned before it.
        var good = new FineTuningStep(2, ["dense"]);
        var options = Options with { ValidationFraction = 0.2 };
        var control = new TrainingControl();
        using var first = SmallTraining.Fit(options with { FineTuning = new(good) }, Images);

        using var stopped = SmallTraining.Fit(
            options with { FineTuning = new(good, new FineTuningStep(3, ["*"], 500)), Control = control, Progress = report => { if (report.Epoch == 3) control.RequestStop(); } }, Images);

        Assert.Equal((TrainingEnd.StopRequested, 2), (stopped.Model.History.End, stopped.Model.History.BestEpoch));
        Assert.True(stopped.Model.History.Epochs[2].ValidationLoss > stopped.Model.History.Epochs[1].ValidationLoss);
        Assert.Equal(first.Hash(), stopped.Hash());
    }

    [Fact]
    public void The_best_epoch_is_counted_over_all_steps()
    {
        // The rate of the last step destroys what was learned before it, so that its first epoch is its best.
        var steps = new FineTuning(new FineTuningStep(2, ["dense"]), new FineTuningStep(3, ["*"], 500));

        using var tuned = SmallTraining.Fit(Options with { FineTuning = steps, ValidationFraction = 0.2, EarlyStopping = new() { Patience = 1, RestoreBestWeights = true } }, Images);

        Assert.InRange(tuned.Model.History.BestEpoch!.Value, 3, 5);
        var last = tuned.Model.History.Epochs.Skip(2);
        Assert.Equal(last.MinBy(report => report.ValidationLoss)!.Epoch, tuned.Model.History.BestEpoch);
    }

    [Fact]
    public void What_an_optimizer_says_of_the_whole_network_holds_while_a_part_of_it_is_frozen()
    {
        var optimizer = new AdamW(0.01) { ExcludeFromWeightDecay = ["*/gamma"] };

        SmallTraining.Fit(Options with { Optimizer = optimizer }, Images).Dispose();

        Refusal.Says(
            "ExcludeFromWeightDecay: the pattern 'batch_normalization/gama' matches no trained weight. The nearest are 'batch_normalization/gamma', 'batch_normalization/beta', 'conv2d/bias'. A pattern covers the whole path; '*' stands for any characters, as in '*/bias'. (Parameter 'ExcludeFromWeightDecay')",
            () => SmallTraining.Fit(Options with { Optimizer = optimizer with { ExcludeFromWeightDecay = ["batch_normalization/gama"] } }, Images));
    }

    [Fact]
    public void The_usual_steps_are_head_last_stage_and_all()
    {
        var network = Networks.LeNet5(batchNormalization: true).Build(new(28, 28, 1), 10);

        var steps = FineTuning.InStages(network, 3, 5, 10);

        Assert.Equal(18, steps.Epochs);
        Refusal.WithDecimalComma(() => Assert.Equal("3 epochs, rate x 1: head\n5 epochs, rate x 0.3: dense, dense_1, head\n10 epochs, rate x 0.1: *", steps.ToString()));
        Assert.Equal(steps, FineTuning.InStages(network, 3, 5, 10));
        Assert.Equal(steps.GetHashCode(), FineTuning.InStages(network, 3, 5, 10).GetHashCode());
        Assert.NotEqual(steps, FineTuning.InStages(network, 3, 5, 9));
        // A head that was new once is not taken for the next one.
        Assert.Equal("head_1", Assert.Single(FineTuning.InStages(network.WithNewHead().Build(new(28, 28, 1), 4), 1, 1, 1).Steps[0].Layers));
    }

    [Fact]
    public void Refuses_layers_that_are_not_there_and_steps_that_would_learn_nothing()
    {
        Refusal.Says(
            "CnnOptions.FineTuning, step 2: no layer of the network 'sequential' has a name like 'head*'. The nearest are: dense, re_lu, conv2d.",
            () => Fit(new FineTuningStep(1, ["dense"]), new FineTuningStep(1, ["head*"])));
        Refusal.Says(
            "CnnOptions.FineTuning, step 1: none of the layers flatten, re_lu of the network 'sequential' has weights that can be trained: nothing would be learned.",
            () => Fit(new FineTuningStep(1, ["flatten", "re_lu"])));
        // What is frozen by name is frozen in every step.
        Refusal.Says(
            "CnnOptions.FineTuning, step 1: none of the layers dense of the network 'sequential' has weights that can be trained: nothing would be learned.",
            () => SmallTraining.Fit(Options with { FrozenLayers = ["dense"] }, Images));

        static void Fit(params FineTuningStep[] steps) => SmallTraining.Fit(Options with { FineTuning = new(steps) }, Images);
    }

    [Fact]
    public void Refuses_settings_out_of_range()
    {
        Refusal.Says("CnnOptions.FineTuning has no steps. Give at least one, or null to train everything at once.", () => Make());
        Refusal.Says("Step 2 of CnnOptions.FineTuning is null.", () => Make(new(1, ["*"]), null!));
        Refusal.Says<ArgumentOutOfRangeException>("Epochs of step 1 of CnnOptions.FineTuning is 0, but it must be between 1 and 100,000. (Parameter 'Epochs')", () => Make(new FineTuningStep(0, ["*"])));
        Refusal.Says<ArgumentOutOfRangeException>(
            "LearningRateFactor of step 2 of CnnOptions.FineTuning is -0.5, but it must be a finite number above 0. (Parameter 'LearningRateFactor')", () => Make(new(1, ["*"]), new(1, ["*"], -0.5)));
        Refusal.Says(
            "The network 'sequential' has no layer with weights but its head, so that there are no stages to train one after the other. (Parameter 'network')",
            () => FineTuning.InStages(Network.Sequential(new(4, 4, 1), new Flatten(), new Dense(2)), 1, 1, 1));

        static void Make(params FineTuningStep[] steps) => new MLContext().Transforms.TrainCnn(Options with { FineTuning = new(steps) });
    }

    private static ObservedEngine Dying(int step) => new(at =>
    {
        if (at == step)
            throw new TimeoutException();
    });
}
