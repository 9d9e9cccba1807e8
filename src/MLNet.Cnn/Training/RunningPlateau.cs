namespace MLNet.Cnn;

/// <summary>Running <see cref="ReduceLROnPlateau"/>.</summary>
internal sealed class RunningPlateau(ReduceLROnPlateau definition)
{
    public PlateauState State { get; set; } = new(null, 0, 0, 1);

    /// <summary>The rate of a step, given that of the schedule.</summary>
    public double Lower(double rate) => State.Scale == 1 ? rate : Math.Max(rate * State.Scale, Math.Min(rate, definition.MinLearningRate));

    /// <summary>Whether the rate was lowered after this epoch.</summary>
    public bool LowersAfter(EpochReport report)
    {
        if (report.Of(definition.Monitor) is not { } value)
            return false;
        var (best, wait, cooldown, scale) = State;
        if (cooldown > 0)
            (cooldown, wait) = (cooldown - 1, 0);
        bool improved = definition.Monitor.IsImprovement(value, best, definition.MinDelta);
        if (improved)
            (best, wait) = (value, 0);
        else if (cooldown == 0)
            wait++;
        bool lowers = !improved && cooldown == 0 && wait >= definition.Patience && report.LearningRate > definition.MinLearningRate;
        State = lowers ? new(best, 0, definition.Cooldown, scale * definition.Factor) : new(best, wait, cooldown, scale);
        return lowers;
    }
}
