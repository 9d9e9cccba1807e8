namespace MLNet.Cnn;

/// <summary>The rate falls along half a cosine again and again, each time longer and from a lower height.</summary>
/// <remarks>Factors of the optimizer's learning rate. Source: <c>keras.optimizers.schedules.CosineDecayRestarts</c>.</remarks>
/// <param name="FirstDecaySteps">Steps of the first fall; at least 1.</param>
/// <param name="LengthFactor">Each fall's length over that of the one before (Keras: <c>t_mul</c>); at least 1. Default: 2.</param>
/// <param name="HeightFactor">Each fall's height over that of the one before (Keras: <c>m_mul</c>); above 0. Default: 1.</param>
/// <param name="Alpha">The least rate over the first. Default: 0.</param>
public sealed record CosineDecayRestarts(int FirstDecaySteps, double LengthFactor = 2, double HeightFactor = 1, double Alpha = 0) : LearningRateSchedule
{
    /// <inheritdoc/>
    public override ScheduledRate At(long step, long totalSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        double progress = (double)step / FirstDecaySteps, height = 1, length = 1;
        while (progress >= length)
        {
            progress -= length;
            length *= LengthFactor;
            height *= HeightFactor;
        }
        return new((1 - Alpha) * 0.5 * height * (1 + Math.Cos(Math.PI * progress / length)) + Alpha);
    }

    internal override void Validate()
    {
        Check(FirstDecaySteps >= 1, nameof(FirstDecaySteps), FirstDecaySteps, "at least 1");
        Check(LengthFactor >= 1 && double.IsFinite(LengthFactor), nameof(LengthFactor), LengthFactor, "a finite number of at least 1");
        Check(HeightFactor > 0 && double.IsFinite(HeightFactor), nameof(HeightFactor), HeightFactor, "a finite number above 0");
        Check(Alpha is >= 0 and <= 1, nameof(Alpha), Alpha, "between 0 and 1");
    }
}
