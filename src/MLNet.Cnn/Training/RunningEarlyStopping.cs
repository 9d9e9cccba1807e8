namespace MLNet.Cnn;

/// <summary>Running <see cref="EarlyStopping"/>.</summary>
internal sealed class RunningEarlyStopping(EarlyStopping definition)
{
    public EarlyStoppingState State { get; set; } = new(null, 0);

    /// <summary>Whether training should end with this epoch.</summary>
    public bool EndsWith(EpochReport report)
    {
        if (report.Epoch <= definition.StartFromEpoch || report.Of(definition.Monitor) is not { } value)
            return false;
        var (best, wait) = State;
        wait++;
        if (!Improves(value, best))
        {
            State = new(best, wait);
            return wait >= definition.Patience && report.Epoch > 1;
        }
        bool beatsBaseline = definition.Baseline is null || Improves(value, definition.Baseline);
        State = new(value, beatsBaseline ? 0 : wait);
        return false;
    }

    private bool Improves(double value, double? best) => definition.Monitor.IsImprovement(value, best, definition.MinDelta);
}
