namespace MLNet.Cnn;

/// <summary>Trains some steps while the learning rate rises, in a session of its own: no weight outlives it.</summary>
internal static class RangeTest
{
    // fastai's: how much of the smoothed loss is kept at each step, and how much higher than its best it may be.
    private const double Smoothing = 0.98;
    private const double Explosion = 4;

    public static LearningRateCurve Run(TrainingSettings settings, LearningRateRange range) => EngineThread.Run(() =>
    {
        using var session = settings.OpenSession();
        var steps = new LossSteps(session, settings.Loss);
        var points = new List<LearningRatePoint>();
        double mean = 0, best = double.PositiveInfinity;
        foreach (var batch in Batches(settings).Take(range.Steps))
        {
            settings.CancellationToken.ThrowIfCancellationRequested();
            int step = points.Count;
            double rate = range.Start * Math.Pow(range.End / range.Start, (double)step / range.Steps);
            ulong key = new KeyedRandom(settings.Seed, RandomPurpose.Step, step).NextBits();
            mean = Smoothing * mean + (1 - Smoothing) * steps.Take(batch, new StepSettings(rate, RandomKey: key)).Loss;
            double smooth = mean / (1 - Math.Pow(Smoothing, step + 1));
            if (!double.IsFinite(smooth))
                break;
            points.Add(new LearningRatePoint(rate, smooth));
            best = Math.Min(best, smooth);
            if (smooth > Explosion * best)
                break;
        }
        return points.Count > 0
            ? LearningRateCurve.Of(points, range.Steps / 10)
            : throw new InvalidOperationException("The range test tells nothing: the very first loss is not a number. Look at the pixels and the first weights.");
    });

    /// <summary>Epoch after epoch.</summary>
    private static IEnumerable<TrainingBatch> Batches(TrainingSettings settings)
    {
        var feeder = settings.Feeder();
        for (int epoch = 0; ; epoch++)
        {
            foreach (var batch in feeder.Epoch(EpochOrder.Of(settings.Train, settings.Sampling, settings.Seed, epoch), epoch))
                yield return batch;
        }
    }
}
