using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class RangeTestTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    [Fact]
    public void Rates_rise_by_the_same_factor_as_in_fastai()
    {
        var engine = new ObservedEngine();

        var curve = Trainer(SmallTraining.Options with { Engine = engine }).FindLearningRate(Images);

        // SchedExp(1e-7, 10)(step / 100).
        Assert.All(engine.Settings.Select((settings, step) => (settings.LearningRate, Expected: 1e-7 * Math.Pow(1e8, step / 100.0))),
            pair => Assert.Equal(pair.Expected, pair.LearningRate, pair.Expected * 1e-12));
        Assert.Equal(engine.Settings.Take(curve.Points.Count).Select(settings => settings.LearningRate), curve.Points.Select(point => point.LearningRate));
        Assert.InRange(engine.Steps, 20, 100);
        Assert.InRange(curve.Suggestion, 1e-6, 1);
        Assert.InRange(curve.Steepest, 1e-6, 1);
        Assert.Equal(0, engine.OpenSessions);
    }

    [Fact]
    public void Losses_are_smoothed_as_in_fastai()
    {
        var curve = Trainer(SmallTraining.Options with { BatchSize = 60, Optimizer = new SGD() }).FindLearningRate(Images, new() { Start = 1e-30, End = 2e-30, Steps = 20 });

        // With rates of nothing every loss is the same, and the corrected average of equal numbers is that number.
        Assert.All(curve.Points, point => Assert.Equal(curve.Points[0].Loss, point.Loss, 1e-5));
    }

    [Fact]
    public void It_stops_once_the_loss_is_four_times_its_best()
    {
        var curve = Trainer(SmallTraining.Options with { Optimizer = new SGD(), Network = new("plain", (shape, classes) => Network.Sequential(shape, new Flatten(), new Dense(classes))) })
            .FindLearningRate(Images, new() { End = 1e6 });

        Assert.True(curve.Points.Count < 100);
        Assert.True(curve.Points[^1].Loss > 4 * curve.Points.Min(point => point.Loss));
        Assert.All(curve.Points.SkipLast(1), point => Assert.True(point.Loss <= 4 * curve.Points.Min(other => other.Loss) + 1e-9));
    }

    /// <summary>Worked by hand after fastai's rule: the longest fall has the length n and ends at e; the index is e - n + int(n / 3) + int(n / 6).</summary>
    [Theory]
    [InlineData(new[] { 9.0, 8, 7, 6, 5, 4, 3, 2, 1 }, 3)] // length 9, end 8, start -1: -1 + 3 + 1
    [InlineData(new[] { 5.0, 5, 5, 4, 3, 2, 1, 9, 9, 9 }, 2)] // length 5, end 6, start 1: 1 + 1 + 0
    [InlineData(new[] { 9.0, 10, 8, 9, 7, 8, 6, 7, 5, 6, 4, 5, 3 }, 8)] // 9 8 7 6 5 4 3: length 7, end 12, start 5: 5 + 2 + 1
    public void The_valley_is_fastai_s(double[] losses, int expected) => Assert.Equal(expected, LearningRateCurve.ValleyOf(losses));

    [Fact]
    public void The_steepest_rate_is_that_of_the_largest_fall_by_the_logarithm()
    {
        // Rates rise tenfold at each point; five points at the end are not looked at.
        double[] losses = [2.0, 1.9, 1.7, 1.0, 0.9, 0.8, 5, 5, 5, 5, 5];
        var points = losses.Select((loss, i) => new LearningRatePoint(Math.Pow(10, i - 6), loss)).ToList();

        Assert.Equal(1e-4, LearningRateCurve.Of(points, 0).Steepest, 1e-12);
    }

    [Fact]
    public void A_fit_before_and_after_gives_the_same_weights()
    {
        var trainer = Trainer(SmallTraining.Options);
        using var before = trainer.Fit(Images);

        var curve = trainer.FindLearningRate(Images);
        var again = trainer.FindLearningRate(Images);
        using var after = trainer.Fit(Images);
        using var used = Trainer(SmallTraining.Options with { Optimizer = SmallTraining.Options.Optimizer with { LearningRate = curve.Suggestion } }).Fit(Images);

        Assert.Equal(before.Hash(), after.Hash());
        Assert.Equal(curve.Points, again.Points);
        Assert.NotEqual(before.Hash(), used.Hash());
    }

    [Fact]
    public void What_tells_nothing_is_refused_and_says_what_to_try() => Refusal.Says<InvalidOperationException>(
        "The range test tells nothing: the loss exploded after 2 steps, at the learning rate 1.12E+10. Begin lower than 1E+10 (LearningRateRange.Start), and look at the pixels: they may be huge and not normalized.",
        () => Trainer(SmallTraining.Options with { Optimizer = new SGD() }).FindLearningRate(Images, new() { Start = 1e10, End = 1e15 }));

    [Fact]
    public void Settings_have_their_defaults_and_ranges()
    {
        Assert.Equal(new LearningRateRange { Start = 1e-7, End = 10, Steps = 100 }, new LearningRateRange());
        Refuses("LearningRateRange.Start is 0, but it must be a finite number above 0. (Parameter 'Start')", new() { Start = 0 });
        Refuses("LearningRateRange.End is 0.5, but it must be a finite number above Start. (Parameter 'End')", new() { Start = 0.5, End = 0.5 });
        Refuses("LearningRateRange.Steps is 19, but it must be between 20 and 100,000. (Parameter 'Steps')", new() { Steps = 19 });

        static void Refuses(string message, LearningRateRange range) => Refusal.Says(message, () => Trainer(SmallTraining.Options).FindLearningRate(Images, range));
    }

    private static CnnTrainer Trainer(CnnOptions options) => new MLContext(seed: 1).Transforms.TrainCnn(options);
}
