namespace MLNet.Cnn;

/// <summary>The rate climbs in a straight line, if asked to, and then falls along half a cosine.</summary>
/// <remarks>Factors of the optimizer's learning rate. Source: <c>keras.optimizers.schedules.CosineDecay</c>.</remarks>
/// <param name="DecaySteps">Steps of the fall; at least 1.</param>
/// <param name="Alpha">The last rate over the highest. Default: 0.</param>
/// <param name="WarmUpSteps">Steps of the climb. Default: 0, none.</param>
/// <param name="InitialFactor">The first rate over the highest, where there is a climb. Default: 0.</param>
public sealed record CosineDecay(int DecaySteps, double Alpha = 0, int WarmUpSteps = 0, double InitialFactor = 0) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override ScheduledRate At(long step, long totalSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (step < WarmUpSteps)
            return new(InitialFactor + (1 - InitialFactor) * step / WarmUpSteps);
        double fallen = Math.Min((double)(step - WarmUpSteps) / DecaySteps, 1);
        return new((1 - Alpha) * 0.5 * (1 + Math.Cos(Math.PI * fallen)) + Alpha);
    }

    internal override void Validate()
    {
        Check(DecaySteps >= 1, nameof(DecaySteps), DecaySteps, "at least 1");
        Check(Alpha is >= 0 and <= 1, nameof(Alpha), Alpha, "between 0 and 1");
        Check(WarmUpSteps >= 0, nameof(WarmUpSteps), WarmUpSteps, "at least 0");
        Check(InitialFactor is >= 0 and <= 1, nameof(InitialFactor), InitialFactor, "between 0 and 1");
    }
}
