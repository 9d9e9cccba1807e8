using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class PlateauTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    /// <summary>Keras' rule on a rate of 1: (settings, the metric after each epoch, the rate of each epoch and of the one after the last).</summary>
    public static TheoryData<ReduceLROnPlateau, double[], double[]> Table { get; } = new()
    {
        { new() { Factor = 0.5, Patience = 2 }, [1, 1, 1, 1, 1], [1, 1, 1, 0.5, 0.5, 0.25] },
        { new() { Factor = 0.5, Patience = 2 }, [1, 1, 0.5, 0.5, 0.5], [1, 1, 1, 1, 1, 0.5] },
        { new() { Factor = 0.5, Patience = 1 }, [1, 0.9, 0.8, 0.7], [1, 1, 1, 1, 1] },
        { new() { Factor = 0.5, Patience = 1, Cooldown = 2 }, [1, 1, 1, 1, 1, 1], [1, 1, 0.5, 0.5, 0.25, 0.25, 0.125] },
        { new() { Factor = 0.5, Patience = 1, MinLearningRate = 0.3 }, [1, 1, 1, 1, 1], [1, 1, 0.5, 0.3, 0.3, 0.3] },
        { new() { Factor = 0.5, Patience = 0 }, [1, 1, 1], [1, 1, 0.5, 0.25] },
        { new() { Factor = 0.5, Patience = 1 }, [1, 0.99995, 0.99994], [1, 1, 0.5, 0.25] },
        { new() { Factor = 0.5, Patience = 1, MinDelta = 0 }, [1, 0.99995, 0.99994], [1, 1, 1, 1] },
        { new() { Factor = 0.25, Patience = 1, Monitor = EpochMetric.ValidationAccuracy }, [0.5, 0.6, 0.6, 0.7], [1, 1, 1, 0.25, 0.25] },
        { new() { Factor = 0.5, Patience = 1 }, [1, double.NaN, 0.5], [1, 1, 0.5, 0.5] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void The_rate_is_lowered_where_Keras_lowers_it(ReduceLROnPlateau definition, double[] values, double[] rates)
    {
        var running = new RunningPlateau(definition);
        var actual = new List<double> { running.Lower(1) };

        for (int i = 0; i < values.Length; i++)
        {
            bool lowered = running.LowersAfter(Reports.Of(i + 1, values[i], actual[^1]));
            actual.Add(running.Lower(1));
            Assert.Equal(lowered, actual[^1] < actual[^2]);
        }

        Assert.Equal(rates, actual);
    }

    [Fact]
    public void A_schedule_may_fall_below_the_lowest_rate_of_a_plateau()
    {
        var running = new RunningPlateau(new() { Factor = 0.5, Patience = 0, MinLearningRate = 0.4 });
        running.LowersAfter(Reports.Of(1, 1));
        running.LowersAfter(Reports.Of(2, 1));

        Assert.Equal([0.5, 0.4, 0.1], new[] { 1, 0.6, 0.1 }.Select(running.Lower));
    }

    [Fact]
    public void Defaults_are_those_of_Keras() => Assert.Equal(
        new ReduceLROnPlateau { Monitor = EpochMetric.ValidationLoss, Factor = 0.1, Patience = 10, MinDelta = 1e-4, Cooldown = 0, MinLearningRate = 0 },
        new ReduceLROnPlateau());

    [Fact]
    public void Steps_get_the_lowered_rate_of_the_schedule()
    {
        var engine = new ObservedEngine();
        // An accuracy cannot rise by 1 twice, so that every epoch but the first is without improvement.
        var plateau = new ReduceLROnPlateau { Monitor = EpochMetric.Accuracy, MinDelta = 1, Patience = 1, Factor = 0.5 };
        var schedule = new ExponentialDecay(4, 0.9);
        var lines = new List<string>();
        var context = new MLContext(seed: 1);
        context.Log += (_, message) => lines.Add(message.RawMessage);

        using var cnn = context.Transforms.TrainCnn(
            SmallTraining.Options with { Epochs = 3, Engine = engine, ReduceLROnPlateau = plateau, Schedule = schedule, Optimizer = new SGD(0.01) }).Fit(Images);

        double[] scales = [1, 1, 1, 1, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5];
        Assert.Equal(scales.Select((scale, step) => 0.01 * schedule.At(step, 12).Factor * scale), engine.Settings.Select(step => step.LearningRate));
        Assert.Contains("Epoch 2: Accuracy no longer improves; from now on the learning rate is lowered to 0.5 of the schedule's.", lines);
    }

    [Fact]
    public void Without_validation_images_their_metrics_cannot_be_monitored() => Refusal.Says<InvalidOperationException>(
        "CnnOptions.ReduceLROnPlateau monitors ValidationAccuracy, but there are no validation images. Set CnnOptions.ValidationFraction, give Fit validation data, or let it monitor EpochMetric.Loss.",
        () => SmallTraining.Fit(SmallTraining.Options with { ReduceLROnPlateau = new() { Monitor = EpochMetric.ValidationAccuracy } }, Images));

    [Fact]
    public void Settings_out_of_their_range_are_refused()
    {
        Refuses("ReduceLROnPlateau.Factor is 1, but it must be above 0 and below 1. (Parameter 'Factor')", new() { Factor = 1 });
        Refuses("ReduceLROnPlateau.Patience is -1, but it must be at least 0. (Parameter 'Patience')", new() { Patience = -1 });
        Refuses("ReduceLROnPlateau.MinDelta is -0.5, but it must be a finite number of at least 0. (Parameter 'MinDelta')", new() { MinDelta = -0.5 });
        Refuses("ReduceLROnPlateau.Cooldown is -1, but it must be at least 0. (Parameter 'Cooldown')", new() { Cooldown = -1 });
        Refuses("ReduceLROnPlateau.MinLearningRate is -1, but it must be a finite number of at least 0. (Parameter 'MinLearningRate')", new() { MinLearningRate = -1 });

        static void Refuses(string message, ReduceLROnPlateau definition) =>
            Refusal.Says(message, () => new MLContext().Transforms.TrainCnn(SmallTraining.Options with { ReduceLROnPlateau = definition }));
    }
}
