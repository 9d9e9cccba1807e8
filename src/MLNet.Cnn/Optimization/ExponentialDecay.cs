namespace MLNet.Cnn;

/// <summary>The rate falls by the same share in the same time: <c>DecayRate^(step / DecaySteps)</c>.</summary>
/// <remarks>Factors of the optimizer's learning rate. Source: <c>keras.optimizers.schedules.ExponentialDecay</c>.</remarks>
/// <param name="DecaySteps">Steps after which the rate has changed by the whole share; at least 1.</param>
/// <param name="DecayRate">The share that is left after them; above 0.</param>
/// <param name="Staircase">Whether the rate changes only at multiples of those steps. Default: <see langword="false"/>.</param>
public sealed record ExponentialDecay(int DecaySteps, double DecayRate, bool Staircase = false) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override ScheduledRate At(long step, long totalSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double progress = (double)step / DecaySteps;
        return new(Math.Pow(DecayRate, Staircase ? Math.Floor(progress) : progress));
    }

    internal override void Validate()
    {
        Check(DecaySteps >= 1, nameof(DecaySteps), DecaySteps, "at least 1");
        Check(DecayRate > 0 && double.IsFinite(DecayRate), nameof(DecayRate), DecayRate, "a finite number above 0");
    }
}
