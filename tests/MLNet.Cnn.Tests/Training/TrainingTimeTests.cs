using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class TrainingTimeTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    [Fact]
    public void Training_ends_with_the_batch_at_which_its_time_is_over()
    {
        var clock = new StepClock();
        var engine = new ObservedEngine(_ => clock.Seconds++);
        var options = SmallTraining.Options with { Engine = engine, Clock = clock, Epochs = 100, Schedule = new ConstantRate(), MaxTrainingTime = TimeSpan.FromSeconds(6) };

        using var cnn = SmallTraining.Fit(options, Images);

        Assert.Equal(6, engine.Steps);
        Assert.Equal((TrainingEnd.TimeUp, null, 1), (cnn.Model.History.End, cnn.Model.History.BestEpoch, cnn.Model.History.Epochs.Count));
    }

    [Fact]
    public void With_validation_the_model_is_that_of_the_best_epoch()
    {
        var clock = new StepClock();
        var engine = new ObservedEngine(_ => clock.Seconds++);
        var options = SmallTraining.Options with { Engine = engine, Clock = clock, Epochs = 100, ValidationFraction = 0.2, MaxTrainingTime = TimeSpan.FromSeconds(9) };

        using var cnn = SmallTraining.Fit(options, Images);

        // Forty-eight images are three steps an epoch.
        var losses = cnn.Model.History.Epochs.Select(epoch => epoch.ValidationLoss!.Value).ToList();
        Assert.Equal(3, losses.Count);
        Assert.Equal((TrainingEnd.TimeUp, losses.IndexOf(losses.Min()) + 1), (cnn.Model.History.End, cnn.Model.History.BestEpoch));
    }

    [Fact]
    public void Enough_time_changes_nothing() => Assert.Equal(
        SmallTraining.Fit(SmallTraining.Options, Images).Hash(),
        SmallTraining.Fit(SmallTraining.Options with { MaxTrainingTime = TimeSpan.MaxValue }, Images).Hash());

    [Fact]
    public void No_time_at_all_is_refused() => Refusal.Says(
        "CnnOptions.MaxTrainingTime is 0, but it must be more than no time, or null (in seconds). (Parameter 'MaxTrainingTime')",
        () => new MLContext().Transforms.TrainCnn(SmallTraining.Options with { MaxTrainingTime = TimeSpan.Zero }));
}
