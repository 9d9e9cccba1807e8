using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class StoppingTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    [Fact]
    public void Cancelling_ends_the_fit_within_a_batch()
    {
        using var cancellation = new CancellationTokenSource();
        // Sixty images in batches of sixteen: the sixth step lies within the second epoch.
        var engine = new ObservedEngine(step =>
        {
            if (step == 6)
                cancellation.Cancel();
        });

        Assert.ThrowsAny<OperationCanceledException>(() => SmallTraining.Fit(
            SmallTraining.Options with { Epochs = 100, Engine = engine, CancellationToken = cancellation.Token }, Images));

        Assert.Equal((6, 0), (engine.Steps, engine.OpenSessions));
    }

    [Fact]
    public void A_token_that_is_cancelled_already_ends_the_fit_while_it_reads()
    {
        var engine = new ObservedEngine();

        Assert.ThrowsAny<OperationCanceledException>(() => SmallTraining.Fit(
            SmallTraining.Options with { Engine = engine, CancellationToken = new CancellationToken(canceled: true) }, Images));

        Assert.Equal(0, engine.Steps);
    }

    [Fact]
    public void A_stop_within_an_epoch_returns_the_weights_of_the_last_step()
    {
        var control = new TrainingControl();
        var engine = new ObservedEngine(step =>
        {
            if (step == 6)
                control.RequestStop();
        });
        var options = SmallTraining.Options with { Epochs = 100, Schedule = new ConstantRate() };

        using var stopped = SmallTraining.Fit(options with { Engine = engine, Control = control }, Images);
        using var fourSteps = SmallTraining.Fit(options with { Epochs = 1 }, Images);

        Assert.Equal(6, engine.Steps);
        Assert.Equal(TrainingEnd.StopRequested, stopped.Model.History.End);
        Assert.Equal(TrainingEnd.Completed, fourSteps.Model.History.End);
        Assert.Equal(100, Assert.Single(stopped.Model.History.Epochs).Epochs);
        Assert.NotEqual(fourSteps.Hash(), stopped.Hash());
        Assert.Equal(60, stopped.Scores(Images).Length);
    }

    [Fact]
    public void A_stop_with_validation_returns_the_best_epoch()
    {
        var context = new MLContext(seed: 1);
        // Few images, many steps and a high rate: the validation loss goes up and down.
        var (train, validation) = (SmallTraining.Images(18), SmallTraining.Images(60, seed: 77));
        var control = new TrainingControl();
        double best = double.MaxValue;
        int bestEpoch = 0;
        var options = SmallTraining.Options with
        {
            Epochs = 200,
            Optimizer = new Adam(0.05),
            Schedule = new ConstantRate(),
            Control = control,
            Progress = report =>
            {
                if (report.ValidationLoss < best)
                    (best, bestEpoch) = (report.ValidationLoss.Value, report.Epoch);
                else if (report.Epoch >= 10)
                    control.RequestStop();
            },
        };

        using var stopped = context.Transforms.TrainCnn(options).Fit(train, validation);

        var history = stopped.Model.History;
        Assert.Equal(TrainingEnd.StopRequested, history.End);
        Assert.InRange(bestEpoch, 1, history.Epochs.Count - 1);
        Assert.Equal(bestEpoch, history.BestEpoch);
        Assert.Equal(best, context.MulticlassClassification.Evaluate(stopped.Transform(validation)).LogLoss, 1e-4);
        Assert.NotEqual(best, history.Epochs[^1].ValidationLoss!.Value, 1e-3);
    }

    [Fact]
    public void A_stop_before_the_first_step_gives_the_first_weights()
    {
        var control = new TrainingControl();
        control.RequestStop();
        Assert.True(control.IsStopRequested);

        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Control = control }, Images);

        Assert.Equal(NetworkWeights.Initialize(cnn.Model.Network, 1).Sha256(), cnn.Hash());
        Assert.Empty(cnn.Model.History.Epochs);
        Assert.Equal(TrainingEnd.StopRequested, cnn.Model.History.End);
        Assert.Equal(60, cnn.Scores(Images).Length);
    }

    [Fact]
    public void A_stop_after_the_last_step_changes_nothing()
    {
        var control = new TrainingControl();
        var options = SmallTraining.Options with { Control = control, Progress = report => { if (report.Epoch == report.Epochs) control.RequestStop(); } };

        using var cnn = SmallTraining.Fit(options, Images);
        using var expected = SmallTraining.Fit(SmallTraining.Options, Images);

        Assert.Equal(TrainingEnd.Completed, cnn.Model.History.End);
        Assert.Equal(expected.Hash(), cnn.Hash());
    }

    [Fact]
    public void A_stopped_model_says_so_after_loading()
    {
        using var folder = new TestFolder();
        var control = new TrainingControl();
        var context = new MLContext(seed: 1);
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Control = control, Progress = _ => control.RequestStop() }, Images);
        context.Model.Save(cnn, Images.Schema, folder.File("stopped.zip"));

        using var loaded = context.Model.LoadCnn(folder.File("stopped.zip"));

        Assert.Equal(TrainingEnd.StopRequested, loaded.Model.History.End);
        Assert.Single(loaded.Model.History.Epochs);
    }
}
