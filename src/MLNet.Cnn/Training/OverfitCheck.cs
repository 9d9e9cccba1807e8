namespace MLNet.Cnn;

/// <summary>Trains on the first batch alone, in a session of its own: no weight outlives it.</summary>
internal static class OverfitCheck
{
    public static OverfitResult Run(TrainingSettings settings, int steps) => EngineThread.Run(() =>
    {
        using var session = settings.OpenSession();
        var lossSteps = new LossSteps(session, settings.Loss);
        int[] order = EpochOrder.Of(settings.Train, settings.Sampling, settings.Seed, epoch: 0);
        var batch = (settings with { Augmentation = Augmentation.None }).Feeder().Epoch(order, epoch: 0).First();
        var losses = new List<double>();
        int correct = 0;
        for (int step = 0; step < steps && !(losses.Count > 0 && new OverfitResult(batch.Images.Count, losses, correct).Learned); step++)
        {
            settings.CancellationToken.ThrowIfCancellationRequested();
            ulong key = new KeyedRandom(settings.Seed, RandomPurpose.Step, step).NextBits();
            var result = lossSteps.Take(batch, new StepSettings(settings.Optimizer.LearningRate, RandomKey: key));
            losses.Add(result.Loss);
            correct = result.Correct;
            if (!double.IsFinite(result.Loss))
                break;
        }
        return new OverfitResult(batch.Images.Count, losses, correct);
    });
}
