namespace MLNet.Cnn;

/// <summary>Running <see cref="BatchNormalizationStatistics"/>.</summary>
internal sealed class RunningStatistics
{
    // Wu and Johnson find a thousand to ten thousand images to be enough.
    private const int MostImages = 10_000;

    // What may be left of an epoch's beginning in an average that counts as up to date.
    private const double Forgotten = 0.01;

    private readonly TrainingSettings _settings;
    private readonly BatchFeeder _feeder;

    public RunningStatistics(TrainingSettings settings, BatchFeeder feeder, long stepsPerEpoch)
    {
        _settings = settings;
        _feeder = feeder;
        double momentum = settings.Network.Layers.Select(layer => layer.Layer).OfType<BatchNormalization>()
            .Where(layer => layer.Trainable).Select(layer => layer.Momentum).DefaultIfEmpty(0).Max();
        string? reason = Lags(momentum, stepsPerEpoch) ? FormattableString.Invariant($"An epoch has only {Counted.Of(stepsPerEpoch, "step")}, too few for moving averages with the momentum {momentum}")
            : settings.Optimizer is { EmaMomentum: null, Lookahead: null } ? null
            : "Training leaves an average of the weights, with which moving averages of late do not go";
        bool isAutomatic = settings.Statistics == BatchNormalizationStatistics.Automatic;
        AreReestimated = momentum > 0 && (settings.Statistics == BatchNormalizationStatistics.Reestimated || isAutomatic && reason is not null);
        if (AreReestimated && isAutomatic)
            settings.Log($"{reason}: the statistics of BatchNormalization are re-estimated from training images. CnnOptions.BatchNormalizationStatistics = Moving does as Keras.");
    }

    /// <summary>Whether statistics are taken anew, or moving averages as they are.</summary>
    public bool AreReestimated { get; }

    /// <summary>Whether a moving average still holds too much of what it was when the epoch began.</summary>
    public static bool Lags(double momentum, long stepsPerEpoch) => Math.Pow(momentum, stepsPerEpoch) > Forgotten;

    /// <summary>Takes the statistics anew, if they are, from the first images of an epoch.</summary>
    public void Update(IEngineSession session, int epoch)
    {
        if (!AreReestimated)
            return;
        int[] order = EpochOrder.Of(_settings.Train, _settings.Sampling, _settings.Seed, epoch);
        session.ReestimateStatistics(_feeder.Epoch(order[..Math.Min(order.Length, MostImages)], epoch).Select(batch =>
        {
            _settings.CancellationToken.ThrowIfCancellationRequested();
            return batch.Images;
        }));
    }
}
