namespace MLNet.Cnn;

/// <summary>Keeps the weights of the best epoch so far: by the rule of early stopping where that restores them, else by validation loss.</summary>
internal sealed class BestWeights(EarlyStopping? earlyStopping)
{
    private readonly EarlyStopping _rule = earlyStopping is { RestoreBestWeights: true } ? earlyStopping : new EarlyStopping();

    private double? _value;

    /// <summary>The weights, or <see langword="null"/> as long as nothing was measured.</summary>
    public NetworkWeights? Weights { get; private set; }

    /// <summary>The epoch, counted from 1.</summary>
    public int? Epoch { get; private set; }

    public void EpochEnded(EpochReport report, IEngineSession session)
    {
        if (report.Epoch <= _rule.StartFromEpoch || report.Of(_rule.Monitor) is not { } value || !_rule.Monitor.IsImprovement(value, _value, _rule.MinDelta))
            return;
        (_value, Epoch) = (value, report.Epoch);
        Weights = session.ReadState().Weights;
    }

    /// <summary>Whether a training that ended so is left with these weights.</summary>
    public bool AreWantedAfter(TrainingEnd end) => Weights is not null
        && (_rule.RestoreBestWeights || end is TrainingEnd.StopRequested or TrainingEnd.TimeUp);
}
