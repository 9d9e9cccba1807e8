using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Cnn.Tests;

public class ProgressTests
{
    private static readonly IDataView Images = SmallTraining.Images(61);

    [Fact]
    public void Each_epoch_is_reported_once_in_a_record_of_its_own()
    {
        var reports = new List<EpochReport>();

        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 5, Progress = reports.Add }, Images);

        Assert.Equal([1, 2, 3, 4, 5], reports.Select(report => report.Epoch));
        Assert.All(reports, report => Assert.Equal(5, report.Epochs));
        Assert.Equal(5, reports.Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Equal(cnn.Model.History.Epochs, reports);
        Assert.Equal(TimeSpan.Zero, reports[^1].TimeLeft);
        Assert.All(reports[..^1], report => Assert.True(report.TimeLeft > TimeSpan.Zero));
        Assert.Equal(reports.Select(report => report.Elapsed).Order(), reports.Select(report => report.Elapsed));
        Assert.All(reports, report => Assert.True(report.ImagesPerSecond > 0 && double.IsFinite(report.ImagesPerSecond)));
        Assert.All(reports, report => Assert.InRange(report.Accuracy, 0, 1));
        Assert.All(reports, report => Assert.Null(report.ValidationLoss ?? report.ValidationAccuracy));
        Assert.True(reports[^1].Loss < reports[0].Loss / 2, $"The loss went from {reports[0].Loss} to {reports[^1].Loss}.");
    }

    [Fact]
    public void An_epoch_sees_every_image_once_and_its_last_batch_is_smaller()
    {
        var engine = new ObservedEngine();

        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 2, Engine = engine }, Images);

        Assert.Equal([16, 16, 16, 13, 16, 16, 16, 13], engine.BatchSizes);
        Assert.Equal(0, engine.OpenSessions);
        Assert.Equal("Observed", cnn.Model.History.Engine);
        Assert.Equal(8, engine.Settings.Select(step => step.RandomKey).Distinct().Count());
    }

    [Fact]
    public void The_rates_are_those_of_the_schedule_and_the_report_has_the_last_of_its_epoch()
    {
        var engine = new ObservedEngine();
        var schedule = new OneCycle { WarmUp = 0.5 };

        using var cnn = SmallTraining.Fit(
            SmallTraining.Options with { Epochs = 2, Engine = engine, Schedule = schedule, Optimizer = new Adam(0.004) }, Images);

        Assert.Equal(Enumerable.Range(0, 8).Select(step => 0.004 * schedule.At(step, 8).Factor), engine.Settings.Select(step => step.LearningRate));
        Assert.Equal(Enumerable.Range(0, 8).Select(step => schedule.At(step, 8).Momentum), engine.Settings.Select(step => step.Momentum));
        Assert.Equal([engine.Settings[3].LearningRate, engine.Settings[7].LearningRate], cnn.Model.History.Epochs.Select(epoch => epoch.LearningRate));
    }

    [Fact]
    public void The_log_says_the_same_as_the_callback()
    {
        var reports = new List<EpochReport>();
        var lines = new List<string>();
        var context = new MLContext(seed: 1);
        context.Log += (_, message) =>
        {
            if (message.Source.Contains("CnnTrainer") && message.Kind == ChannelMessageKind.Info)
                lines.Add(message.RawMessage);
        };

        context.Transforms.TrainCnn(SmallTraining.Options with
        {
            Epochs = 2, Progress = reports.Add, ValidationFraction = 0.2, BatchNormalizationStatistics = BatchNormalizationStatistics.Moving,
        }).Fit(Images).Dispose();

        Assert.Equal(
            [
                "Training sequential (362 parameters) on 49 images of 12x12x1 and 3 classes: TorchSharp, 1 thread, seed 1.",
                "Expected: at least 0.1 MB for weights, optimizer and one batch.",
                "Computing on CPU, Float32",
                .. reports.Select(report => report.ToString()),
            ],
            lines);
    }

    [Fact]
    public void A_report_reads_as_one_line_in_every_culture()
    {
        var report = new EpochReport(2, 5, 0.08125, 0.97506, null, null, 0.000123456, 12345.6, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4.4));
        const string plain = "Epoch 2/5: loss 0.0813, accuracy 97.51 %, learning rate 0.000123, 12346 images/s, 4 s left";
        const string validated = "Epoch 2/5: loss 0.0813, accuracy 97.51 %, validation loss 1.5000, validation accuracy 33.33 %, learning rate 0.000123, 12346 images/s, 4 s left";

        foreach (var check in new Action<Action>[] { action => action(), Refusal.WithDecimalComma })
        {
            check(() => Assert.Equal(plain, report.ToString()));
            check(() => Assert.Equal(validated, (report with { ValidationLoss = 1.5, ValidationAccuracy = 1 / 3.0 }).ToString()));
        }
    }

    [Fact]
    public void What_a_callback_throws_ends_the_fit()
    {
        var engine = new ObservedEngine();

        Assert.Throws<NotImplementedException>(() => SmallTraining.Fit(
            SmallTraining.Options with { Engine = engine, Progress = _ => throw new NotImplementedException() }, Images));

        Assert.Equal((4, 0), (engine.Steps, engine.OpenSessions));
    }

    [Fact]
    public void Rows_without_a_label_are_left_out_and_counted()
    {
        var context = new MLContext(seed: 1);
        var rows = TestImages.Rows(60);
        var mapping = context.Transforms.Conversion.MapValueToKey("Label").Fit(context.Data.LoadFromEnumerable(rows));
        foreach (var row in rows.Where(row => row.Id % 10 == 3))
            row.Label = "something else";
        string? warning = null;
        context.Log += (_, message) => warning = message.Kind == ChannelMessageKind.Warning ? message.RawMessage : warning;

        using var cnn = context.Transforms.TrainCnn(SmallTraining.Options).Fit(mapping.Transform(context.Data.LoadFromEnumerable(rows)));
        using var without = context.Transforms.TrainCnn(SmallTraining.Options).Fit(mapping.Transform(context.Data.LoadFromEnumerable(rows.Where(row => row.Id % 10 != 3))));

        Assert.Equal((54, 6), (cnn.Model.History.TrainingImages, cnn.Model.History.SkippedRows));
        Assert.Equal("Skipped 6 rows with a missing label during training.", warning);
        Assert.Equal(without.Hash(), cnn.Hash());
    }
}
