using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class EarlyStoppingTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    /// <summary>Keras' rule: (settings, the metric after each epoch, the epoch with which training ends).</summary>
    public static TheoryData<EarlyStopping, double[], int?> Table { get; } = new()
    {
        { new(), [1.0, 0.9, 0.8], null },
        { new(), [1.0, 0.9, 0.9], 3 },
        { new(), [1.0, 1.1], 2 },
        { new() { Patience = 1 }, [1.0, 0.9, 0.95], 3 },
        { new() { Patience = 2 }, [1.0, 0.9, 0.95, 0.92], 4 },
        { new() { Patience = 2 }, [1.0, 0.9, 0.95, 0.89, 0.9, 0.9], 6 },
        { new() { Patience = 2, MinDelta = 0.125 }, [1.0, 0.9375, 0.9], 3 },
        { new() { Patience = 2, MinDelta = 0.125 }, [1.0, 0.9375, 0.75], null },
        { new() { Patience = 1, MinDelta = 0.25 }, [1.0, 0.75], 2 },
        { new() { Patience = 1 }, [0.5, 0.0, 0.1], 3 },
        { new() { Monitor = EpochMetric.Accuracy, Patience = 1 }, [0.5, 0.6, 0.55], 3 },
        { new() { Monitor = EpochMetric.Accuracy, Patience = 1 }, [0.0, 0.1, 0.2], null },
        { new() { Monitor = EpochMetric.ValidationAccuracy, Patience = 1, MinDelta = 0.25 }, [0.5, 0.75], 2 },
        { new() { Patience = 1, StartFromEpoch = 2 }, [1, 2, 3, 4], 4 },
        { new() { Patience = 2, Baseline = 0.5 }, [0.9, 0.8, 0.85], 3 },
        { new() { Patience = 2, Baseline = 0.5 }, [0.9, 0.4, 0.85, 0.86], 4 },
        { new() { Patience = 1 }, [1.0, double.NaN], 2 },
        { new(), [double.NaN, 0.5, 0.4], null },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Training_ends_where_Keras_ends_it(EarlyStopping definition, double[] values, int? end)
    {
        var running = new RunningEarlyStopping(definition);

        int? stopped = null;
        for (int i = 0; i < values.Length && stopped is null; i++)
            stopped = running.EndsWith(Reports.Of(i + 1, values[i])) ? i + 1 : null;

        Assert.Equal(end, stopped);
    }

    [Fact]
    public void Defaults_are_those_of_Keras() => Assert.Equal(
        new EarlyStopping { Monitor = EpochMetric.ValidationLoss, MinDelta = 0, Patience = 0, Baseline = null, RestoreBestWeights = false, StartFromEpoch = 0 },
        new EarlyStopping());

    [Fact]
    public void The_model_has_the_weights_of_the_last_step_or_those_of_the_best_epoch()
    {
        var (context, train, validation, options) = Overfitting();
        var earlyStopping = new EarlyStopping { Patience = 4 };

        using var last = context.Transforms.TrainCnn(options with { EarlyStopping = earlyStopping }).Fit(train, validation);
        using var best = context.Transforms.TrainCnn(options with { EarlyStopping = earlyStopping with { RestoreBestWeights = true } }).Fit(train, validation);

        var losses = last.Model.History.Epochs.Select(epoch => epoch.ValidationLoss!.Value).ToList();
        Assert.Equal((TrainingEnd.StoppedEarly, null), (last.Model.History.End, last.Model.History.BestEpoch));
        Assert.Equal((TrainingEnd.StoppedEarly, losses.IndexOf(losses.Min()) + 1), (best.Model.History.End, best.Model.History.BestEpoch));
        Assert.Equal(losses.Count - 4, best.Model.History.BestEpoch);
        Assert.Equal(losses[^1], LogLoss(last), 1e-4);
        Assert.Equal(losses.Min(), LogLoss(best), 1e-4);

        double LogLoss(CnnTransformer cnn) => context.MulticlassClassification.Evaluate(cnn.Transform(validation)).LogLoss;
    }

    [Fact]
    public void The_best_weights_are_restored_after_the_last_epoch_too()
    {
        var (context, train, validation, options) = Overfitting();

        using var cnn = context.Transforms.TrainCnn(options with { Epochs = 12, EarlyStopping = new() { Patience = 100, RestoreBestWeights = true } }).Fit(train, validation);

        var losses = cnn.Model.History.Epochs.Select(epoch => epoch.ValidationLoss!.Value).ToList();
        Assert.Equal((TrainingEnd.Completed, losses.IndexOf(losses.Min()) + 1), (cnn.Model.History.End, cnn.Model.History.BestEpoch));
    }

    [Fact]
    public void A_second_fit_of_the_same_estimator_starts_clean()
    {
        var (context, train, validation, options) = Overfitting();
        var trainer = context.Transforms.TrainCnn(options with { EarlyStopping = new() { Patience = 2 }, ReduceLROnPlateau = new() { Patience = 1 } });

        using var first = trainer.Fit(train, validation);
        using var second = trainer.Fit(train, validation);

        Assert.Equal(first.Hash(), second.Hash());
        Assert.Equal(first.Model.History.Epochs.Select(epoch => epoch.LearningRate), second.Model.History.Epochs.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void Each_fold_of_a_cross_validation_starts_clean()
    {
        var (context, _, _, options) = Overfitting();
        options = options with { ValidationFraction = 0.3, EarlyStopping = new() { Patience = 1 }, ReduceLROnPlateau = new() { Patience = 1 } };

        var folds = context.MulticlassClassification.CrossValidate(Images, context.Transforms.TrainCnn(options), numberOfFolds: 2, seed: 1);

        foreach (var fold in folds)
        {
            var cnn = (CnnTransformer)fold.Model;
            var training = context.Data.CrossValidationSplit(Images, 2, seed: 1)[fold.Fold].TrainSet;
            using var alone = context.Transforms.TrainCnn(options).Fit(training);
            Assert.Equal(alone.Hash(), cnn.Hash());
        }
    }

    [Fact]
    public void The_log_says_why_training_ended_and_whose_weights_the_model_has()
    {
        var (context, train, validation, options) = Overfitting();
        var lines = new List<string>();
        context.Log += (_, message) => lines.Add(message.RawMessage);

        using var cnn = context.Transforms.TrainCnn(options with { EarlyStopping = new() { RestoreBestWeights = true } }).Fit(train, validation);

        Assert.Contains(
            $"Training was stopped early after epoch {cnn.Model.History.Epochs.Count}. The model has the weights of epoch {cnn.Model.History.BestEpoch}, the best so far.", lines);
    }

    [Fact]
    public void Without_validation_images_their_metrics_cannot_be_monitored()
    {
        Refusal.Says<InvalidOperationException>(
            "CnnOptions.EarlyStopping monitors ValidationLoss, but there are no validation images. Set CnnOptions.ValidationFraction, give Fit validation data, or let it monitor EpochMetric.Loss.",
            () => SmallTraining.Fit(SmallTraining.Options with { EarlyStopping = new() }, Images));
        SmallTraining.Fit(SmallTraining.Options with { EarlyStopping = new() { Monitor = EpochMetric.Loss } }, Images).Dispose();
    }

    [Fact]
    public void Settings_out_of_their_range_are_refused()
    {
        Refuses("EarlyStopping.Patience is -1, but it must be at least 0. (Parameter 'Patience')", new() { Patience = -1 });
        Refuses("EarlyStopping.MinDelta is -0.5, but it must be a finite number of at least 0. (Parameter 'MinDelta')", new() { MinDelta = -0.5 });
        Refuses("EarlyStopping.Baseline is NaN, but it must be a finite number, or null. (Parameter 'Baseline')", new() { Baseline = double.NaN });
        Refuses("EarlyStopping.StartFromEpoch is -2, but it must be at least 0. (Parameter 'StartFromEpoch')", new() { StartFromEpoch = -2 });
        Refuses("EarlyStopping.Monitor is 9, but it must be a metric. (Parameter 'Monitor')", new() { Monitor = (EpochMetric)9 });

        static void Refuses(string message, EarlyStopping definition) =>
            Refusal.Says(message, () => new MLContext().Transforms.TrainCnn(SmallTraining.Options with { EarlyStopping = definition }));
    }

    /// <summary>Few images, many steps and a high rate: the validation loss goes up and down.</summary>
    private static (MLContext Context, IDataView Train, IDataView Validation, CnnOptions Options) Overfitting() => (
        new MLContext(seed: 1), SmallTraining.Images(18), SmallTraining.Images(60, seed: 77),
        SmallTraining.Options with { Epochs = 100, Optimizer = new Adam(0.05), Schedule = new ConstantRate() });
}
