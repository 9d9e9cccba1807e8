using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class StatisticsTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    /// <summary>Statistics of the pixels themselves, so that they can be computed here.</summary>
    private static readonly CnnOptions Options = SmallTraining.Options with
    {
        Network = new("pixels", (shape, classes) => Network.Sequential(shape, new BatchNormalization(), new Flatten(), new Dense(classes))),
        Preprocessing = Preprocessing.None,
    };

    [Theory]
    [InlineData(0.99, 458, true)]
    [InlineData(0.99, 459, false)]
    [InlineData(0.9, 43, true)]
    [InlineData(0.9, 44, false)]
    [InlineData(0, 1, false)]
    public void An_average_lags_while_more_than_a_hundredth_of_the_epoch_s_beginning_is_left(double momentum, long steps, bool lags) =>
        Assert.Equal(lags, RunningStatistics.Lags(momentum, steps));

    [Theory]
    [InlineData(BatchNormalizationStatistics.Automatic)]
    [InlineData(BatchNormalizationStatistics.Reestimated)]
    public void Re_estimated_statistics_are_those_of_the_training_images(BatchNormalizationStatistics statistics)
    {
        using var cnn = SmallTraining.Fit(Options with { BatchNormalizationStatistics = statistics }, Images);

        double[] pixels = [.. TestImages.Rows(60).SelectMany(row => row.Image).Select(pixel => (double)pixel)];
        double mean = pixels.Average(), variance = pixels.Average(pixel => (pixel - mean) * (pixel - mean));
        Assert.Equal(mean, Weight(cnn, "moving_mean"), 1e-3);
        Assert.Equal(variance, Weight(cnn, "moving_variance"), variance * 1e-5);
    }

    [Fact]
    public void An_average_of_the_weights_gets_statistics_that_go_with_it()
    {
        // After 16 steps a hundredth of nothing is left in averages with this momentum.
        var options = SmallTraining.Options with { Network = new("quick", (shape, classes) => Network.Sequential(shape, new Conv2D(2, 3), new BatchNormalization { Momentum = 0.1 }, new Flatten(), new Dense(classes))) };
        foreach (var (optimizer, isAverage) in new (Optimizer, bool)[] { (new SGD(0.05), false), (new SGD(0.05) { EmaMomentum = 0.9 }, true), (new SGD(0.05) { Lookahead = new() }, true) })
        {
            var lines = new List<string>();
            var context = new MLContext(seed: 1);
            context.Log += (_, line) => lines.Add(line.RawMessage);

            using var cnn = SmallTraining.Fit(options with { Optimizer = optimizer }, Images, context);

            float[] pixels = [.. TestImages.Rows(60).SelectMany(row => row.Image).Select(pixel => (float)pixel)];
            double[] outputs = [.. cnn.Model.Predict(new ImageBatch(cnn.Model.Network.InputShape, pixels), false, "conv2d")[0].Values.ToArray().Where((_, i) => i % 2 == 0)];
            double difference = Math.Abs(Weight(cnn, "moving_mean") - outputs.Average());
            Assert.Equal(isAverage, difference < 1e-5);
            Assert.Equal(isAverage, lines.Any(line => line.Contains("Training leaves an average of the weights, with which moving averages of late do not go: the statistics of BatchNormalization are re-estimated", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Moving_averages_are_those_of_Keras()
    {
        using var cnn = SmallTraining.Fit(Options with { BatchNormalizationStatistics = BatchNormalizationStatistics.Moving, BatchSize = 60, Epochs = 1 }, Images);

        double mean = TestImages.Rows(60).SelectMany(row => row.Image).Average(pixel => (double)pixel);
        Assert.Equal(0.01 * mean, Weight(cnn, "moving_mean"), 1e-4);
    }

    [Fact]
    public void With_few_epochs_validation_sees_what_was_learned()
    {
        var options = SmallTraining.Options with
        {
            Network = new("slow", (shape, classes) => Network.Sequential(
                shape, new Conv2D(4, 3), new BatchNormalization(), new ReLU(), new MaxPooling2D(2), new Flatten(), new Dense(classes))),
            ValidationFraction = 0.25,
            Optimizer = new Adam(0.02),
            Epochs = 6,
        };

        using var moving = SmallTraining.Fit(options with { BatchNormalizationStatistics = BatchNormalizationStatistics.Moving }, Images);
        using var fresh = SmallTraining.Fit(options, Images);

        // The training itself is the same; only the statistics differ.
        Assert.Equal(moving.Model.Weights["conv2d/kernel"].Values.ToArray(), fresh.Model.Weights["conv2d/kernel"].Values.ToArray());
        Assert.True(fresh.Model.History.Epochs[^1].ValidationLoss < moving.Model.History.Epochs[^1].ValidationLoss);
    }

    [Fact]
    public void The_moving_average_of_the_weights_gets_statistics_of_its_own()
    {
        // Behind a layer whose weights change, statistics depend on them.
        var options = SmallTraining.Options with { Optimizer = new SGD(0.5) { EmaMomentum = 1 }, Schedule = new ConstantRate(), BatchSize = 60 };
        using var averaged = SmallTraining.Fit(options with { Epochs = 3 }, Images);
        using var first = SmallTraining.Fit(options with { Epochs = 1 }, Images);

        // An average that keeps all of itself stays what it was after the first step, and so do the statistics that go with it.
        Assert.Equal(first.Model.Weights["conv2d/kernel"].Values.ToArray(), averaged.Model.Weights["conv2d/kernel"].Values.ToArray());
        Engine.AssertClose(first.Model.Weights["batch_normalization/moving_mean"].Values.ToArray(), averaged.Model.Weights["batch_normalization/moving_mean"].Values.ToArray(), 1e-5);
    }

    [Fact]
    public void The_log_says_that_statistics_are_re_estimated_where_nobody_asked_for_it()
    {
        var lines = new List<string>();
        var context = new MLContext(seed: 1);
        context.Log += (_, message) => lines.Add(message.RawMessage);
        const string sentence = "An epoch has only 4 steps, too few for moving averages with the momentum 0.99: the statistics of BatchNormalization are re-estimated from training images. CnnOptions.BatchNormalizationStatistics = Moving does as Keras.";

        context.Transforms.TrainCnn(Options).Fit(Images).Dispose();
        Assert.Contains(sentence, lines);
        lines.Clear();
        context.Transforms.TrainCnn(Options with { BatchNormalizationStatistics = BatchNormalizationStatistics.Reestimated }).Fit(Images).Dispose();
        Assert.DoesNotContain(sentence, lines);
    }

    [Fact]
    public void Another_value_is_refused() => Refusal.Says(
        "CnnOptions.BatchNormalizationStatistics is 7, but it must be Automatic, Moving or Reestimated. (Parameter 'BatchNormalizationStatistics')",
        () => new MLContext().Transforms.TrainCnn(Options with { BatchNormalizationStatistics = (BatchNormalizationStatistics)7 }));

    private static double Weight(CnnTransformer cnn, string name) => cnn.Model.Weights[$"batch_normalization/{name}"].Values.Span[0];
}
