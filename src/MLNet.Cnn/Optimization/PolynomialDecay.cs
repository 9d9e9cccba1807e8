namespace MLNet.Cnn;

/// <summary>The rate falls to its end along a power of what is left, and stays there.</summary>
/// <remarks>Factors of the optimizer's learning rate. Source: <c>keras.optimizers.schedules.PolynomialDecay</c>.</remarks>
/// <param name="DecaySteps">Steps after which the rate has changed by the whole share; at least 1.</param>
/// <param name="EndFactor">The last rate over the first. Default: 0.01.</param>
/// <param name="Power">The power; 1 is a straight line. Default: 1.</param>
/// <param name="Cycle">Whether it rises again and falls over one more multiple of the steps. Default: <see langword="false"/>.</param>
public sealed record PolynomialDecay(int DecaySteps, double EndFactor = 0.01, double Power = 1, bool Cycle = false) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override ScheduledRate At(long step, long totalSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double length = DecaySteps;
        if (Cycle)
            length *= Math.Max(1, Math.Ceiling((double)step / DecaySteps));
        double left = 1 - Math.Min(step, length) / length;
        return new((1 - EndFactor) * Math.Pow(left, Power) + EndFactor);
    }

    internal override void Validate()
    {
        Check(DecaySteps >= 1, nameof(DecaySteps), DecaySteps, "at least 1");
        Check(EndFactor is >= 0 and <= 1, nameof(EndFactor), EndFactor, "between 0 and 1");
        Check(Power > 0 && double.IsFinite(Power), nameof(Power), Power, "a finite number above 0");
    }
}
