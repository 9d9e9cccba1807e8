namespace MLNet.Cnn;

/// <summary>Keeps the weights of the best epoch so far: by the rule of early stopping where that restores them, else by validation loss.</summary>
internal sealed class BestWeights(EarlyStopping? earlyStopping)
{
    private readonly EarlyStopping _rule = RuleOf(earlyStopping);

    /// <summary>What tells which epoch is the best.</summary>
    public static EarlyStopping RuleOf(EarlyStopping? earlyStopping) => earlyStopping is { RestoreBestWeights: true } ? earlyStopping : new EarlyStopping();

    /// <summary>The weights, or <see langword="null"/> as long as nothing was measured.</summary>
    public NetworkWeights? Weights { get; private set; }

    /// <summary>The epoch whose weights they are.</summary>
    public BestEpoch? State { get; private set; }

    /// <summary>Looks at an epoch that has just ended; gives whether it is the best so far.</summary>
    public bool Keep(EpochReport report, IEngineSession session)
    {
        if (report.Epoch <= _rule.StartFromEpoch || report.Of(_rule.Monitor) is not { } value || !_rule.Monitor.IsImprovement(value, State?.Value, _rule.MinDelta))
            return false;
        Restore(new BestEpoch(report.Epoch, value), session.ReadState().Weights);
        return true;
    }

    public void Restore(BestEpoch? state, NetworkWeights? weights) => (State, Weights) = (state, weights);

    /// <summary>Whether a training that ended so is left with these weights.</summary>
    public bool AreWantedAfter(TrainingEnd end) => Weights is not null
        && (_rule.RestoreBestWeights || end.IsInterruption());
}
