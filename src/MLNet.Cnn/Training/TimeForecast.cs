namespace MLNet.Cnn;

/// <summary>Measures what an epoch will take: a few steps in a session of its own, whose weights are thrown away.</summary>
internal static class TimeForecast
{
    private const int WarmUp = 2; // the first steps make kernels and get memory
    private const int Steps = 5;

    /// <summary>The time of an epoch, or <see langword="null"/> where measuring would cost more than it tells.</summary>
    public static TimeSpan? Measure(TrainingSettings settings) =>
        (long)settings.Epochs * (settings.Train.Count / settings.BatchSize) < TrainingEstimate.StepsWorthMeasuring ? null : OfEpoch(settings);

    /// <summary>The time of an epoch.</summary>
    public static TimeSpan OfEpoch(TrainingSettings settings) => EngineThread.Run(() =>
    {
        using var session = settings.OpenSession();
        var steps = new LossSteps(session, settings.Loss);
        var batch = FirstBatch(settings);
        var step = Median(settings, () => steps.Take(batch, new StepSettings(settings.Optimizer.LearningRate)));
        var validation = settings.Validation is null
            ? TimeSpan.Zero
            : Median(settings, () => session.Predict(batch.Images, training: false, [settings.Network.Layers[^1].Name])) * settings.Validation.Count;
        return (step * settings.Train.Count + validation) / batch.Images.Count;
    });

    private static TimeSpan Median(TrainingSettings settings, Action work)
    {
        var times = new List<TimeSpan>();
        for (int i = 0; i < WarmUp + Steps; i++)
        {
            settings.CancellationToken.ThrowIfCancellationRequested();
            long start = settings.Clock.GetTimestamp();
            work();
            times.Add(settings.Clock.GetElapsedTime(start));
        }
        return times[WarmUp..].Order().ElementAt(Steps / 2);
    }

    private static TrainingBatch FirstBatch(TrainingSettings settings)
    {
        var images = settings.Train.Images;
        var rows = settings.Train.Rows.AsSpan(0, Math.Min(settings.BatchSize, settings.Train.Count));
        var pixels = AlignedBuffer.Allocate(rows.Length * images.Shape.Size);
        images.Gather(rows, pixels.Span);
        return new TrainingBatch(new ImageBatch(images.Shape, pixels), ClassTargets.Of(images.Labels, rows, settings.Network.OutputShape.Size));
    }
}
