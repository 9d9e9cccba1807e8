namespace MLNet.Cnn;

/// <summary>Running <see cref="EarlyStopping"/>.</summary>
internal sealed class RunningEarlyStopping(EarlyStopping definition)
{
    /// <summary>The best value so far, and the epochs since it was last beaten.</summary>
    public (double? Best, int Wait) State { get; set; }

    /// <summary>Whether training should end with this epoch.</summary>
    public bool EndsWith(EpochReport report)
    {
        if (report.Epoch <= definition.StartFromEpoch || report.Of(definition.Monitor) is not { } value)
            return false;
        var (best, wait) = State;
        wait++;
        if (!Improves(value, best))
        {
            State = (best, wait);
            return wait >= definition.Patience && report.Epoch > 1;
        }
        bool beatsBaseline = definition.Baseline is null || Improves(value, definition.Baseline);
        State = (value, beatsBaseline ? 0 : wait);
        return false;
    }

    private bool Improves(double value, double? best) => definition.Monitor.IsImprovement(value, best, definition.MinDelta);
}
