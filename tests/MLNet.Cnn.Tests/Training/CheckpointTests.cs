using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class CheckpointTests
{
    // Sixty images, of which twelve are held out, in batches of sixteen: three steps an epoch, twelve in all.
    private const int Steps = 12;

    private static readonly IDataView Images = SmallTraining.Images();

    private static readonly CnnOptions Options = SmallTraining.Options with
    {
        ValidationFraction = 0.2,
        Optimizer = new Adam(0.05),
        Augmentation = [new RandomCrop { Padding = 1 }, new RandomBrightness(0.1), new MixUp()],
        Network = new("dropout", (shape, classes) => Network.Sequential(
            shape, new Conv2D(4, 3), new BatchNormalization { Momentum = 0.8 }, new ReLU(), new Dropout(0.3), new Flatten(), new Dense(classes))),
        EarlyStopping = new() { Patience = 3, RestoreBestWeights = true },
        ReduceLROnPlateau = new() { Patience = 1, Factor = 0.5 },
    };

    [Fact]
    public void A_training_that_dies_at_any_step_and_goes_on_ends_with_the_same_weights_and_history()
    {
        using var whole = SmallTraining.Fit(Options with { Engine = new ObservedEngine() }, Images);

        for (int death = 1; death <= Steps; death++)
        {
            using var folder = new TestFolder();
            var options = Options with { Checkpoints = new(folder.Path) { IntervalSteps = death % 2 + 1 } };
            Assert.Throws<DyingException>(() => SmallTraining.Fit(options with { Engine = Dying(death) }, Images));

            using var resumed = SmallTraining.Fit(options with { Engine = new ObservedEngine() }, Images);

            Assert.Equal(whole.Hash(), resumed.Hash());
            AssertSameHistory(whole, resumed);
        }
    }

    [Fact]
    public void A_training_may_die_again_and_again()
    {
        using var whole = SmallTraining.Fit(Options with { Engine = new ObservedEngine() }, Images);
        using var folder = new TestFolder();
        var options = Options with { Checkpoints = new(folder.Path) { IntervalSteps = 1 } };

        // Each process takes one step and dies in the next.
        int deaths = 0;
        CnnTransformer? resumed = null;
        while (resumed is null)
        {
            try
            {
                resumed = SmallTraining.Fit(options with { Engine = Dying(2) }, Images);
            }
            catch (DyingException)
            {
                deaths++;
            }
        }

        Assert.Equal(whole.Model.History.Epochs.Count * 3 - 1, deaths);
        Assert.Equal(whole.Hash(), resumed.Hash());
        AssertSameHistory(whole, resumed);
        Assert.Equal(["best.checkpoint", "last.checkpoint"], folder.Content);
    }

    [Theory]
    [InlineData("momentum")]
    [InlineData("average")]
    [InlineData("accumulation")]
    [InlineData("nadam")]
    public void Every_optimizer_goes_on_where_it_was(string name)
    {
        Optimizer optimizer = name switch
        {
            "momentum" => new SGD(0.05, momentum: 0.9),
            "average" => new AdamW(0.01) { EmaMomentum = 0.9, EmaOverwriteFrequency = 4 },
            "accumulation" => new RMSprop(0.01) { GradientAccumulationSteps = 2 },
            _ => new Nadam(0.01),
        };
        var options = Options with { Optimizer = optimizer, EarlyStopping = null, ReduceLROnPlateau = null };
        using var whole = SmallTraining.Fit(options with { Engine = new ObservedEngine() }, Images);
        using var folder = new TestFolder();
        options = options with { Checkpoints = new(folder.Path) { IntervalSteps = 1 } };
        Assert.Throws<DyingException>(() => SmallTraining.Fit(options with { Engine = Dying(6) }, Images));

        using var resumed = SmallTraining.Fit(options with { Engine = new ObservedEngine() }, Images);

        Assert.Equal(whole.Hash(), resumed.Hash());
    }

    [Fact]
    public void Saving_changes_nothing()
    {
        using var folder = new TestFolder();

        using var saved = SmallTraining.Fit(Options with { Checkpoints = new(folder.File("a new folder")) { IntervalSteps = 1 } }, Images);

        Assert.Equal(SmallTraining.Fit(Options, Images).Hash(), saved.Hash());
    }

    [Fact]
    public void A_finished_training_is_not_trained_again()
    {
        using var folder = new TestFolder();
        var engine = new ObservedEngine();
        var lines = new List<string>();
        var context = new MLContext(seed: 1);
        context.Log += (_, message) => lines.Add(message.RawMessage);
        var trainer = context.Transforms.TrainCnn(Options with { Engine = engine, Checkpoints = new(folder.Path) });
        using var first = trainer.Fit(Images);
        int steps = engine.Steps;

        using var second = trainer.Fit(Images);

        Assert.Equal(steps, engine.Steps);
        Assert.Equal(first.Hash(), second.Hash());
        Assert.Equal(first.Model.History.Epochs, second.Model.History.Epochs);
        Assert.Equal((first.Model.History.End, first.Model.History.BestEpoch), (second.Model.History.End, second.Model.History.BestEpoch));
        Assert.Contains($"The checkpoints in '{folder.Path}' are those of a finished training: nothing is trained.", lines);
    }

    [Fact]
    public void A_training_that_was_stopped_goes_on()
    {
        using var whole = SmallTraining.Fit(Options with { Engine = new ObservedEngine() }, Images);
        using var folder = new TestFolder();
        var options = Options with { Checkpoints = new(folder.Path) };
        var control = new TrainingControl();
        var engine = new ObservedEngine(step =>
        {
            if (step == 4)
                control.RequestStop();
        });
        using var stopped = SmallTraining.Fit(options with { Engine = engine, Control = control }, Images);
        Assert.Equal((TrainingEnd.StopRequested, 4), (stopped.Model.History.End, engine.Steps));

        var rest = new ObservedEngine();
        using var resumed = SmallTraining.Fit(options with { Engine = rest }, Images);

        Assert.Equal(whole.Hash(), resumed.Hash());
        Assert.Equal(whole.Model.History.Epochs.Count * 3 - 4, rest.Steps);
    }

    [Fact]
    public void Time_counts_from_the_beginning_of_the_first_process()
    {
        using var folder = new TestFolder();
        var clock = new StepClock();
        var options = Options with { Clock = clock, Checkpoints = new(folder.Path) { IntervalSteps = 1 }, EarlyStopping = null, Progress = null };
        Assert.Throws<DyingException>(() => SmallTraining.Fit(options with { Engine = Dying(5, clock) }, Images));
        clock.Seconds += 1000;

        using var resumed = SmallTraining.Fit(options with { Engine = new ObservedEngine(_ => clock.Seconds++) }, Images);

        // A second a step; the fifth step was taken twice, and what it took before it died is not known.
        Assert.Equal([3, 6, 9, 12], resumed.Model.History.Epochs.Select(epoch => epoch.Elapsed.TotalSeconds));
        Assert.All(resumed.Model.History.Epochs, epoch => Assert.Equal(16, epoch.ImagesPerSecond));
    }

    [Fact]
    public void Within_a_long_epoch_the_training_is_saved_by_time()
    {
        using var folder = new TestFolder();
        var clock = new StepClock();
        var options = Options with { Clock = clock, Checkpoints = new(folder.Path) { Interval = TimeSpan.FromSeconds(2) } };
        Assert.Throws<DyingException>(() => SmallTraining.Fit(options with { Engine = Dying(3, clock) }, Images));
        var rest = new ObservedEngine();

        using var resumed = SmallTraining.Fit(options with { Engine = rest }, Images);

        Assert.Equal(resumed.Model.History.Epochs.Count * 3 - 2, rest.Steps);
    }

    [Fact]
    public void Without_a_seed_a_training_goes_on_with_the_one_it_drew()
    {
        using var folder = new TestFolder();
        var options = Options with { Seed = null, Checkpoints = new(folder.Path) };
        Assert.Throws<DyingException>(() => Fit(options with { Engine = Dying(5) }));

        using var resumed = Fit(options with { Engine = new ObservedEngine() });

        using var whole = Fit(Options with { Engine = new ObservedEngine(), Seed = (int)resumed.Model.History.Seed });
        Assert.Equal(whole.Hash(), resumed.Hash());

        static CnnTransformer Fit(CnnOptions options) => new MLContext().Transforms.TrainCnn(options).Fit(Images);
    }

    [Fact]
    public void The_checkpoint_of_another_training_is_refused_and_left_as_it_is()
    {
        using var folder = new TestFolder();
        var options = Options with { Checkpoints = new(folder.Path) };
        SmallTraining.Fit(options, Images).Dispose();
        string path = folder.File("last.checkpoint");
        byte[] before = File.ReadAllBytes(path);

        Refuses("other training images", options, SmallTraining.Images(seed: 2));
        Refuses("Seed 1 instead of 2", options with { Seed = 2 }, Images);
        Refuses("BatchSize 16 instead of 8", options with { BatchSize = 8 }, Images);
        Refuses("Epochs 4 instead of 5", options with { Epochs = 5 }, Images);
        Refuses("Threads 1 instead of 2", options with { Threads = 2 }, Images);
        Refuses(
            "Augmentation RandomCrop {\"Height\":null,\"Width\":null,\"Padding\":{\"Height\":1,\"Width\":1},\"FillMode\":\"Constant\",\"FillValue\":0,\"Interpolation\":\"Bilinear\"}, "
                + "RandomBrightness {\"Factor\":{\"Lower\":-0.1,\"Upper\":0.1},\"ValueRange\":null}, MixUp {\"Alpha\":0.2} instead of none",
            options with { Augmentation = Augmentation.None }, Images);
        Refuses("other network", options with { Network = SmallTraining.Builder }, Images);
        Refuses("other first weights", options with { InitialWeights = SmallTraining.Fit(Options, Images).Model.Weights, Preprocessing = Preprocessing.Normalize }, Images);
        Refuses("EarlyStopping EarlyStopping {\"Monitor\":\"ValidationLoss\",\"MinDelta\":0,\"Patience\":3,\"Baseline\":null,\"RestoreBestWeights\":true,\"StartFromEpoch\":0} instead of none", options with { EarlyStopping = null }, Images);
        Refuses("Schedule OneCycle {\"WarmUp\":0.3,\"InitialDivisor\":25,\"FinalDivisor\":10000,\"CycleMomentum\":true,\"LowestMomentum\":0.85,\"HighestMomentum\":0.95} instead of ConstantRate {}", options with { Schedule = new ConstantRate() }, Images);

        void Refuses(string difference, CnnOptions other, IDataView data)
        {
            Refusal.Says<InvalidOperationException>(
                $"The checkpoint '{path}' is that of another training, with {difference}. Train with the same data and options to continue it, or choose another folder to begin anew; it is left as it is.",
                () => SmallTraining.Fit(other, data));
            Assert.Equal(before, File.ReadAllBytes(path));
        }
    }

    [Fact]
    public void A_damaged_checkpoint_is_refused()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File("last.checkpoint"), "no checkpoint");

        Refusal.Says<InvalidDataException>(
            $"'{folder.File("last.checkpoint")}' is no checkpoint of MLNet.Cnn.",
            () => SmallTraining.Fit(Options with { Checkpoints = new(folder.Path) }, Images));
    }

    [Fact]
    public void A_full_disk_at_the_beginning_ends_the_fit_and_later_on_is_a_warning_and_damages_nothing()
    {
        using var folder = new TestFolder();
        int writes = 0, full = 1;
        var warnings = new List<string>();
        var context = new MLContext(seed: 1);
        context.Log += (_, message) =>
        {
            if (message.Kind == Microsoft.ML.Runtime.ChannelMessageKind.Warning)
                warnings.Add(message.RawMessage);
        };
        var trainer = context.Transforms.TrainCnn(Options with
        {
            Checkpoints = new(folder.Path) { IntervalSteps = 1 },
            WriteCheckpoint = (stream, content) =>
            {
                CheckpointFile.Write(stream, content);
                if (++writes >= full)
                    throw new IOException("No space left on device");
            },
        });
        string failure = $"'{folder.File("last.checkpoint")}' could not be written: No space left on device Check that the folder exists, is writable and has room; a file that was there before is unchanged.";

        Assert.Equal(failure, Assert.Throws<IOException>(() => trainer.Fit(Images)).Message);
        Assert.Empty(folder.Content);

        (writes, full) = (0, 4);
        using var cnn = trainer.Fit(Images);

        Assert.Equal(SmallTraining.Fit(Options, Images).Hash(), cnn.Hash());
        Assert.Contains($"{failure} Training goes on; the next checkpoint is tried at its time.", warnings);
        // The beginning and two steps were saved; nothing was saved of the best epoch.
        Assert.Equal(["last.checkpoint"], folder.Content);
        var rest = new ObservedEngine();
        full = int.MaxValue;
        using var resumed = context.Transforms.TrainCnn(Options with { Checkpoints = new(folder.Path) }).Fit(Images);
        Assert.Equal(cnn.Hash(), resumed.Hash());
    }

    [Fact]
    public void What_a_callback_throws_comes_out_of_the_fit_and_costs_no_epoch()
    {
        using var folder = new TestFolder();
        var options = Options with { Checkpoints = new(folder.Path) };
        using var whole = SmallTraining.Fit(Options with { Engine = new ObservedEngine() }, Images);

        var thrown = Assert.Throws<DyingException>(() => SmallTraining.Fit(
            options with { Engine = new ObservedEngine(), Progress = report => { if (report.Epoch == 2) throw new DyingException(); } }, Images));

        var rest = new ObservedEngine();
        using var resumed = SmallTraining.Fit(options with { Engine = rest }, Images);
        Assert.NotNull(thrown);
        Assert.Equal(Steps - 2 * 3, rest.Steps);
        Assert.Equal(whole.Hash(), resumed.Hash());
    }

    [Fact]
    public void A_folder_that_cannot_be_used_is_named()
    {
        using var folder = new TestFolder();
        string file = folder.File("a file");
        File.WriteAllText(file, "");

        string message = Assert.Throws<IOException>(() => SmallTraining.Fit(Options with { Checkpoints = new(file) }, Images)).Message;

        Assert.StartsWith($"The folder for checkpoints '{file}' cannot be used: ", message);
    }

    [Fact]
    public void Two_trainings_cannot_share_a_folder_at_the_same_time()
    {
        using var folder = new TestFolder();
        var options = Options with { Checkpoints = new(folder.Path) };
        IOException? refused = null;

        using var first = SmallTraining.Fit(options with { Progress = _ => refused ??= Assert.Throws<IOException>(() => SmallTraining.Fit(options, Images)) }, Images);
        using var second = SmallTraining.Fit(options, Images);

        Assert.Equal(
            $"The folder for checkpoints '{folder.Path}' cannot be used: another training is saved in it at this moment. Give each training a folder of its own.", refused!.Message);
        Assert.Equal(first.Hash(), second.Hash());
        Assert.Equal(["best.checkpoint", "last.checkpoint"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_a_killed_process_left_beside_the_checkpoint_is_removed()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder.File(".last.checkpoint.tmp"), "half");
        File.WriteAllText(folder.File(".best.checkpoint.tmp"), "half");
        File.WriteAllText(folder.File("notes.txt"), "mine");

        SmallTraining.Fit(Options with { Checkpoints = new(folder.Path) }, Images).Dispose();

        Assert.Equal(["best.checkpoint", "last.checkpoint", "notes.txt"], folder.Content);
    }

    [Fact]
    public void Another_training_begins_with_the_best_or_last_weights_of_a_checkpoint()
    {
        using var folder = new TestFolder();
        using var cnn = SmallTraining.Fit(Options with { Checkpoints = new(folder.Path), EarlyStopping = null }, Images);
        using var best = SmallTraining.Fit(Options with { EarlyStopping = Options.EarlyStopping! with { Patience = 100 } }, Images);

        Assert.Equal(cnn.Hash(), Checkpoint.LoadWeights(folder.File("last.checkpoint")).Sha256());
        Assert.Equal(best.Hash(), Checkpoint.LoadWeights(folder.File("best.checkpoint")).Sha256());
    }

    [Fact]
    public void Settings_have_their_defaults_and_ranges()
    {
        var checkpoints = new Checkpointing("folder");
        Assert.Equal(("folder", TimeSpan.FromMinutes(10), null), (checkpoints.Folder, checkpoints.Interval, checkpoints.IntervalSteps));
        Refuses("Checkpointing.Interval is 0, but it must be more than no time (in seconds). (Parameter 'Interval')", checkpoints with { Interval = TimeSpan.Zero });
        Refuses("Checkpointing.IntervalSteps is 0, but it must be at least 1, or null. (Parameter 'IntervalSteps')", checkpoints with { IntervalSteps = 0 });
        Assert.ThrowsAny<ArgumentException>(() => new MLContext().Transforms.TrainCnn(Options with { Checkpoints = new(" ") }));

        static void Refuses(string message, Checkpointing definition) =>
            Refusal.Says(message, () => new MLContext().Transforms.TrainCnn(Options with { Checkpoints = definition }));
    }

    private static void AssertSameHistory(CnnTransformer expected, CnnTransformer actual)
    {
        Assert.Equal(expected.Model.History.Epochs.Select(Facts), actual.Model.History.Epochs.Select(Facts));
        Assert.Equal((expected.Model.History.End, expected.Model.History.BestEpoch), (actual.Model.History.End, actual.Model.History.BestEpoch));

        static (int, double, double, double?, double?, double) Facts(EpochReport report) =>
            (report.Epoch, report.Loss, report.Accuracy, report.ValidationLoss, report.ValidationAccuracy, report.LearningRate);
    }

    private static ObservedEngine Dying(int step, StepClock? clock = null) => new(at =>
    {
        if (at == step)
            throw new DyingException();
        if (clock is not null)
            clock.Seconds++;
    });

    private sealed class DyingException : Exception;
}
