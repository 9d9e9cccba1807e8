using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

public class ExperimentTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly IDataView Images = TestImages.View(Context, 60);
    private static readonly CnnOptions Options = SmallTraining.Options with { Optimizer = new Adam(0.05) };
    private static readonly NumberRange Rate = NumberRange.Logarithmic("learning rate", 1e-3, 1e-1);
    private static readonly SearchSpace Space = new([Rate], (options, values) => options with { Optimizer = new Adam(values.Of(Rate)) });

    [Fact]
    public void The_best_of_all_candidates_comes_back_with_the_table()
    {
        var told = new Reports();
        var result = Run(Settings with { Candidates = [Candidate.Network("small", Options), ClassicCandidates.LbfgsMaximumEntropy(Context), ClassicCandidates.SdcaMaximumEntropy(Context)] }, told);

        Assert.Equal(["small", "LbfgsMaximumEntropy", "SdcaMaximumEntropy"], result.RunDetails.Select(run => run.TrainerName));
        Assert.All(result.RunDetails, run => Assert.Equal((RunEnd.Completed, 12), (run.End, run.ValidationMetrics!.Images)));
        Assert.Equal(result.RunDetails.Max(run => run.ValidationMetrics!.Accuracy), result.BestRun.ValidationMetrics!.Accuracy);
        Assert.Equal(result.Leaderboard.Rows[0].Name, result.BestRun.TrainerName);
        Assert.Equal([1, 2, 3], told.Runs.Select(run => run.Trial));
        Assert.Equal(4, result.RunDetails[0].Epochs);
        Assert.NotNull(result.RunDetails[0].WeightHash);
        Assert.All(result.RunDetails, run => Assert.True(run.Cost is { ModelBytes: > 0, TrainingSeconds: > 0, ImagesPerSecond: null, PeakMemoryBytes: > 0 }, $"{run.Cost}"));
        Assert.True(result.Leaderboard.Rows[0].Scores!.Accuracy > 0.8);
    }

    [Fact]
    public void Speeds_are_measured_where_they_are_asked_for()
    {
        var cost = Run(Settings with { MeasureSpeed = true }).BestRun.Cost;

        Assert.True(cost is { Parameters: > 0, ModelBytes: > 0, ImagesPerSecond: > 0, MillisecondsPerImage: > 0 }, $"{cost}");
    }

    [Fact]
    public void The_best_model_predicts_labels_as_they_were_given()
    {
        var result = Run(Settings);

        string[] predicted = [.. result.BestRun.Model!.Transform(Images).Column<string>("PredictedLabel")];

        Assert.Equal(60, predicted.Length);
        Assert.All(predicted, label => Assert.Contains(label, TestImages.Classes));
    }

    [Fact]
    public void A_trial_is_the_training_that_its_options_say()
    {
        using var folder = new TestFolder();
        var keyed = SmallTraining.Keyed(Images);
        var validation = SmallTraining.Images(30, seed: 2);

        var result = Context.MulticlassClassification.CreateCnnExperiment(Settings with { Folder = folder.Path }).Execute(keyed, validation);
        using var alone = Context.Transforms.TrainCnn(Options).Fit(keyed, validation);

        Assert.Equal(alone.Hash(), result.BestRun.WeightHash);
        Assert.Equal(
            Context.MulticlassClassification.Evaluate(alone.Transform(validation)).MicroAccuracy, result.BestRun.ValidationMetrics!.Accuracy, 12);
    }

    [Fact]
    public void The_best_model_is_on_disk_and_loads_without_the_experiment()
    {
        using var folder = new TestFolder();
        var result = Run(Settings with { Folder = folder.Path, Candidates = [Candidate.Network("small", Options), ClassicCandidates.LbfgsMaximumEntropy(Context)] });

        Assert.Equal(["best.zip", "journal.jsonl", "models", Path.Combine("models", "0001.zip"), Path.Combine("models", "0002.zip"), "trials"], folder.Content);
        var loaded = new MLContext().Model.Load(folder.File("best.zip"), out _);
        Assert.Equal(result.BestRun.Model!.Transform(Images).Column<string>("PredictedLabel"), loaded.Transform(Images).Column<string>("PredictedLabel"));
        Assert.Equal(File.ReadAllBytes(result.BestRun.ModelPath!), File.ReadAllBytes(folder.File("best.zip")));
    }

    [Fact]
    public void A_worse_model_does_not_stay_the_best_where_the_best_cannot_be_saved()
    {
        using var folder = new TestFolder();
        // A rate at which nothing is learned, and a classic trainer behind a mapping that ML.NET cannot save.
        var weak = Candidate.Network("weak", Options with { Optimizer = new Adam(1e-9), Epochs = 1 });
        var best = Candidate.Estimator("best", PixelMapping.Of(Context).Append(ClassicCandidates.LbfgsMaximumEntropy(Context, "Pixels").Value));
        var settings = Settings with { Folder = folder.Path, Candidates = [weak, best] };
        bool wasThere = false;

        var result = Run(settings, new Callback(run => wasThere |= run.Trial == 1 && File.Exists(folder.File("best.zip"))));
        var again = Run(settings);

        Assert.True(wasThere);
        Assert.Equal("best", result.BestRun.TrainerName);
        Assert.NotNull(result.BestRun.Model);
        Assert.False(File.Exists(folder.File("best.zip")));
        Assert.Equal(
            ["ML.NET cannot save the best model, best (trial 2), so there is no best.zip: only ExperimentResult.BestRun.Model has it, and only where it was trained in this process."],
            result.Leaderboard.Notes);
        Assert.Equal(result.Leaderboard.Notes, again.Leaderboard.Notes);
        Assert.Null(again.BestRun.Model);
    }

    [Fact]
    public void A_failing_trial_is_recorded_and_ends_nothing()
    {
        var broken = Candidate.Network("broken", Options with { Network = new NetworkBuilder("broken", (_, _) => throw new InvalidOperationException("does not build")) });

        var result = Run(Settings with { Candidates = [broken, Candidate.Network("small", Options)] });

        Assert.Equal((RunEnd.Failed, "does not build"), (result.RunDetails[0].End, result.RunDetails[0].Exception!.Message));
        Assert.Equal("small", result.BestRun.TrainerName);
        Assert.Equal("does not build", result.Leaderboard.Rows[^1].Error);
    }

    [Fact]
    public void Candidates_that_had_no_turn_stand_in_the_table()
    {
        var result = Run(Settings with { Candidates = [Candidate.Network("small", Options), Candidate.Network("other", Options)], MaxTrials = 1 });

        Assert.Equal("small", Assert.Single(result.RunDetails).TrainerName);
        Assert.EndsWith("\nother was not tried: Time or trials of the experiment were over before its turn.\n", result.Leaderboard.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_every_candidate_fails_the_error_says_why()
    {
        var broken = Candidate.Network("broken", Options with { Network = new NetworkBuilder("broken", (_, _) => throw new InvalidOperationException("does not build")) });

        Refusal.Says<InvalidOperationException>("No trial gave a model. 'broken': does not build", () => Run(Settings with { Candidates = [broken] }));
    }

    [Fact]
    public void A_candidate_whose_columns_do_not_fit_is_named_with_the_column()
    {
        var noScore = Candidate.Estimator("copies", Context.Transforms.CopyColumns("Copy", "Image"));
        var text = Candidate.Estimator("text", ClassicCandidates.LbfgsMaximumEntropy(Context).Value.Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel")));

        var result = Run(Settings with { Candidates = [noScore, text, Candidate.Network("small", Options)] });

        Assert.Equal("Candidate 'copies': column 'Score' is missing: expected a vector of Single with a score for each class, as ML.NET's multiclass trainers give it. There is: Image, Label, Id, Copy.", result.RunDetails[0].Exception!.Message);
        Assert.StartsWith("Candidate 'text': column 'PredictedLabel' is ", result.RunDetails[1].Exception!.Message, StringComparison.Ordinal);
        Assert.EndsWith(", but a key, the predicted class, was expected. Leave out MapKeyToValue: the experiment turns keys into values itself.", result.RunDetails[1].Exception!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_test_view_fills_the_last_column_and_chooses_nothing()
    {
        var test = TestImages.View(Context, 30, seed: 3);
        var experiment = Context.MulticlassClassification.CreateCnnExperiment(Settings with { Candidates = [Candidate.Network("small", Options), ClassicCandidates.LbfgsMaximumEntropy(Context)] });

        var without = experiment.Execute(Images, null);
        var with = experiment.Execute(Images, null, test);

        Assert.All(without.Leaderboard.Rows, row => Assert.Null(row.Test));
        Assert.All(with.Leaderboard.Rows, row => Assert.Equal(30, row.Test!.Images));
        Assert.Equal(without.Leaderboard.Rows.Select(row => row.Name), with.Leaderboard.Rows.Select(row => row.Name));
        string[] truth = [.. test.Column<string>("Label")], predicted = [.. with.BestRun.Model!.Transform(test).Column<string>("PredictedLabel")];
        double expected = truth.Zip(predicted).Count(pair => pair.First == pair.Second) / 30.0;
        Assert.Equal(expected, with.Leaderboard.Rows[0].Test!.Accuracy, 12);
    }

    [Fact]
    public void Duplicates_across_the_views_are_counted()
    {
        var rows = TestImages.Rows(30, seed: 5);
        var test = Context.Data.LoadFromEnumerable(rows.Concat(TestImages.Rows(60).Take(4)));
        var validation = Context.Data.LoadFromEnumerable(rows.Take(12));

        var result = Context.MulticlassClassification.CreateCnnExperiment(Settings).Execute(Images, validation, test);

        Assert.Contains(new DuplicateImages("training", "test", 4), result.Leaderboard.Duplicates);
        Assert.Contains(new DuplicateImages("validation", "test", 12), result.Leaderboard.Duplicates);
    }

    [Fact]
    public void The_same_seed_gives_the_same_trials()
    {
        var settings = Settings with { Candidates = [Candidate.Network("small", Options, Space)], MaxTrials = 3 };

        var first = Run(settings);
        var second = Run(settings);
        var other = Run(settings with { Seed = 2 });

        Assert.Equal(Trials(first), Trials(second));
        Assert.NotEqual(Trials(first)[0], Trials(other)[0]);
        Assert.Equal(3, first.RunDetails.Select(run => run.Settings[0].Value).Distinct().Count());
    }

    [Fact]
    public void Halving_trains_the_best_further_to_the_weights_of_one_training()
    {
        var settings = Settings with { Candidates = [Candidate.Network("small", Options, Space)], MaxTrials = 4, Halving = new() { ReductionFactor = 2 } };

        var result = Run(settings);
        var whole = Run(settings with { Halving = null });

        Assert.Equal(4, result.RunDetails.Count);
        var finished = result.RunDetails.Where(run => run.End == RunEnd.Completed).ToList();
        Assert.NotEmpty(finished);
        Assert.All(finished, run => Assert.Equal(4, run.Epochs));
        // One that went to its end has the weights of a training that was never interrupted.
        Assert.All(finished, run => Assert.Equal(whole.RunDetails[run.Trial - 1].WeightHash, run.WeightHash));
        Assert.All(result.RunDetails.Where(run => run.End == RunEnd.Paused), run => Assert.True(run.Epochs < 4));
        Assert.Contains(result.RunDetails, run => run.End == RunEnd.Paused);
    }

    [Fact]
    public void What_falls_behind_the_median_is_ended()
    {
        var rates = new Choice<double>("learning rate", 0.05, 0.04, 0.03, 1e-9);
        var space = new SearchSpace([rates], (options, values) => options with { Optimizer = new Adam(values.Of(rates)), Schedule = new ConstantRate() });

        var result = Run(Settings with { Candidates = [Candidate.Network("small", Options with { Epochs = 8 }, space)], Sampler = Sampler.Grid, MedianStopping = new() { MinEpochs = 3 } });

        Assert.Equal(RunEnd.FellBehind, result.RunDetails[^1].End);
        Assert.InRange(result.RunDetails[^1].Epochs, 3, 7);
        Assert.Equal(8, result.RunDetails[0].Epochs);
    }

    [Fact]
    public void Every_image_is_held_out_once_by_folds()
    {
        var result = Run(Settings with { Folds = 4, Candidates = [Candidate.Network("small", Options), ClassicCandidates.LbfgsMaximumEntropy(Context)] });

        Assert.All(result.RunDetails, run => Assert.Equal(60, run.ValidationMetrics!.Images));
    }

    [Fact]
    public void A_class_that_would_be_missing_from_a_fold_is_named()
    {
        var rows = TestImages.Rows(30);
        rows.Add(new ImageRow { Image = rows[0].Image, Label = "seldom" });
        var data = Context.Data.LoadFromEnumerable(rows);

        Refusal.Says<InvalidOperationException>(
            "Class 'seldom' has 1 image, so it would be missing from some of the 4 folds. Set ExperimentSettings.Folds lower, add images of it, or leave it out.",
            () => Context.MulticlassClassification.CreateCnnExperiment(Settings with { Folds = 4 }).Execute(data));
    }

    [Fact]
    public void Too_few_images_to_hold_some_out_are_refused() => Refusal.Says<InvalidOperationException>(
        "ExperimentSettings.ValidationFraction is 0.2, but no image can be held out: each of the 3 classes has a single one, which is learned from. Add images, or put images to measure on into a set of their own.",
        () => Context.MulticlassClassification.CreateCnnExperiment(Settings).Execute(TestImages.View(Context, 3)));

    [Fact]
    public void A_budget_shorter_than_an_epoch_says_what_fits()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Run(Settings with { MaxExperimentTimeInSeconds = 0.01 }));

        Assert.Matches(
            @"^No trial gave a model\. 'small': One epoch of 'small' takes about \d+\.\d s, and 0\.0 s of ExperimentSettings\.MaxExperimentTimeInSeconds are left, of which measuring takes 5: not even one fits\. What fits: at least \d+ s for it, 1 minute for the experiment, or a smaller network\.$",
            error.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1000.0)]
    public void A_candidate_keeps_its_own_time_limit(double? seconds)
    {
        var clock = new StepClock();
        // A step takes ten seconds.
        var engine = new ObservedEngine(_ => clock.Seconds += 10);
        var options = Options with { Engine = engine, MaxTrainingTime = TimeSpan.FromSeconds(85), Epochs = 4 };

        // Trained on 48 images, three steps an epoch: the ninth step is the last to begin within 85 s.
        var run = Run(Settings with { Candidates = [Candidate.Network("small", options)], Clock = clock, MaxExperimentTimeInSeconds = seconds }).BestRun;

        Assert.Equal((RunEnd.TimeUp, 3), (run.End, run.Epochs));
    }

    [Theory]
    [InlineData(10, 1, 105, 105, 10)] // 100 s x 0.85 hold 85
    [InlineData(100, 1, 105, 105, 85)]
    [InlineData(10, 100, 105, 105, 0)]
    [InlineData(10, 100, 20, 205, 1)] // not within its share, but there is time
    public void As_many_epochs_are_planned_as_fit(int asked, double secondsPerEpoch, double share, double left, int expected) =>
        Assert.Equal(expected, EpochBudget.Epochs(asked, secondsPerEpoch, share, left));

    [Fact]
    public void What_would_fit_is_said_in_words() => Refusal.WithDecimalComma(() => Assert.Equal(
        "One epoch of 'ResNet18' takes about 60.0 s, and 35.0 s of ExperimentSettings.MaxExperimentTimeInSeconds are left, of which measuring takes 5: not even one fits. What fits: at least 76 s for it, 6 minutes for the experiment, at most 20,400 of the 48,000 images, or a smaller network.",
        EpochBudget.Describe("ResNet18", 60, 265, 35, 48_000)));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_shares_of_all_candidates_add_up_to_the_time_there_is(int parallel)
    {
        Candidate[] candidates = [.. Enumerable.Range(0, 5).Select(i => Candidate.Network($"network {i}", Options)), ClassicCandidates.SdcaMaximumEntropy(Context), ClassicCandidates.LbfgsMaximumEntropy(Context)];
        double left = 120;
        var shares = new List<double>();
        for (int i = 0; i < candidates.Length; i++)
        {
            shares.Add(TimeShares.Of(left, candidates[i], candidates[(i + 1)..], parallel));
            left -= shares[^1] / parallel;
        }

        // Of 5 x 3 + 2 x 1 parts, a network has three and an estimator one.
        Assert.Equal(parallel * 120 * 3 / 17.0, shares[0], 9);
        Assert.Equal(120, shares.Sum() / parallel + left, 9);
    }

    [Fact]
    public void A_network_slower_than_it_was_measured_leaves_the_others_their_share()
    {
        var clock = new StepClock();
        var slow = new ObservedEngine(_ => clock.Seconds += clock.Seconds < 60 ? 1 : 20);

        var result = Run(Settings with
        {
            Candidates = [Candidate.Network("slow", Options with { Engine = slow, Epochs = 1000 }), Candidate.Network("other", Options)],
            Clock = clock, MaxExperimentTimeInSeconds = 1000,
        });

        Assert.Equal(["slow", "other"], result.RunDetails.Select(run => run.TrainerName));
        Assert.Equal(RunEnd.TimeUp, result.RunDetails[0].End);
        Assert.InRange(result.RunDetails[0].RuntimeInSeconds, 400, 560);
        Assert.Equal((RunEnd.Completed, 4), (result.RunDetails[1].End, result.RunDetails[1].Epochs));
    }

    [Fact]
    public void A_candidate_without_a_turn_says_how_many_minutes_all_would_need() => Refusal.WithDecimalComma(() => Assert.Equal(
        "The experiment's time was over before its turn. 6 candidates took 2 minutes, so all 9 need about 3 minutes.", EpochBudget.DescribeUntried(6, 9, 118)));

    [Fact]
    public void A_stop_gives_what_there_is()
    {
        var control = new TrainingControl();
        var result = Run(Settings with { Candidates = [Candidate.Network("small", Options, Space)], MaxTrials = 100, Control = control }, new Callback(run =>
        {
            if (run.Trial == 2)
                control.RequestStop();
        }));

        Assert.Equal(2, result.RunDetails.Count);
        Refusal.Says<InvalidOperationException>(
            "The experiment was stopped before a trial came to its end. Started again with the same folder, it goes on.", () => Run(Settings with { Control = control }));
    }

    [Fact]
    public void A_trial_that_was_under_way_when_it_was_stopped_is_not_called_untried()
    {
        var control = new TrainingControl();
        var candidates = new[] { Candidate.Network("small", Options), Candidate.Network("stopped", Options with { Progress = _ => control.RequestStop() }), Candidate.Network("late", Options) };

        var board = Run(Settings with { Candidates = candidates, Control = control }).Leaderboard;

        Assert.Equal([("small", true), ("late", false)], board.Rows.Select(row => (row.Name, row.WasTried)));
        Assert.Equal(["stopped was under way (trial 2) when the experiment was stopped."], board.Notes);
    }

    [Fact]
    public void A_cancelled_token_throws()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => Run(Settings with { CancellationToken = source.Token }));
    }

    [Fact]
    public void Two_workers_find_the_same_models_as_one()
    {
        var settings = Settings with { Candidates = [Candidate.Network("small", Options, Space)], MaxTrials = 4 };

        Assert.Equal(Trials(Run(settings)), Trials(Run(settings with { ParallelTrials = 2 })));
    }

    private static ExperimentSettings Settings => new() { Candidates = [Candidate.Network("small", Options)], Seed = 1, MeasureSpeed = false };

    private static ExperimentResult Run(ExperimentSettings settings, IProgress<RunDetail>? progress = null) =>
        Context.MulticlassClassification.CreateCnnExperiment(settings).Execute(Images, progress);

    private static string[] Trials(ExperimentResult result) =>
        [.. result.RunDetails.Select(run => $"{run.Trial} {string.Join(", ", run.Settings)} {run.ValidationMetrics!.Accuracy:R} {run.WeightHash}")];

    private sealed class Reports : IProgress<RunDetail>
    {
        public List<RunDetail> Runs { get; } = [];

        public void Report(RunDetail value) => Runs.Add(value);
    }

    private sealed class Callback(Action<RunDetail> action) : IProgress<RunDetail>
    {
        public void Report(RunDetail value) => action(value);
    }
}
