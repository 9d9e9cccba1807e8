namespace MLNet.Cnn;

/// <summary>The rate falls ever more slowly: <c>1 / (1 + DecayRate step / DecaySteps)</c>.</summary>
/// <remarks>Factors of the optimizer's learning rate. Source: <c>keras.optimizers.schedules.InverseTimeDecay</c>.</remarks>
/// <param name="DecaySteps">Steps after which the rate has changed by the whole share; at least 1.</param>
/// <param name="DecayRate">How fast it falls; at least 0.</param>
/// <param name="Staircase">Whether the rate changes only at multiples of those steps. Default: <see langword="false"/>.</param>
public sealed record InverseTimeDecay(int DecaySteps, double DecayRate, bool Staircase = false) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override ScheduledRate At(long step, long totalSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double progress = (double)step / DecaySteps;
        return new(1 / (1 + DecayRate * (Staircase ? Math.Floor(progress) : progress)));
    }

    internal override void Validate()
    {
        Check(DecaySteps >= 1, nameof(DecaySteps), DecaySteps, "at least 1");
        Check(DecayRate >= 0 && double.IsFinite(DecayRate), nameof(DecayRate), DecayRate, "a finite number of at least 0");
    }
}
