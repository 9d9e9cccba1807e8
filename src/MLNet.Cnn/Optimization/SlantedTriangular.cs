namespace MLNet.Cnn;

/// <summary>The rate climbs in a straight line to its highest value and falls in a straight line to its last.</summary>
/// <remarks>Factors of the optimizer's learning rate. Source: Howard and Ruder, "Universal Language Model Fine-tuning for Text Classification" (2018), whose numbers are the defaults.</remarks>
public sealed record SlantedTriangular : LearningRateSchedule
{
    /// <summary>The share of all steps during which the rate climbs.</summary>
    /// <value>Default: 0.1. Range: 0 to 1.</value>
    public double WarmUp { get; init; } = 0.1;

    /// <summary>The first rate over the highest.</summary>
    /// <value>Default: 1/32. Range: 0 to 1.</value>
    public double InitialFactor { get; init; } = 1.0 / 32;

    /// <summary>The rate that the fall leads to, over the highest; it would be that of the step after the last.</summary>
    /// <value>Default: 1/32. Range: 0 to 1.</value>
    public double FinalFactor { get; init; } = 1.0 / 32;

    /// <inheritdoc/>
    public override ScheduledRate At(long step, long totalSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, totalSteps);
        double peak = Math.Floor(WarmUp * totalSteps);
        return new(step < peak
            ? InitialFactor + (1 - InitialFactor) * step / peak
            : 1 - (1 - FinalFactor) * (step - peak) / (totalSteps - peak));
    }

    internal override void Validate()
    {
        Check(WarmUp is >= 0 and <= 1, nameof(WarmUp), WarmUp, "between 0 and 1");
        Check(InitialFactor is >= 0 and <= 1, nameof(InitialFactor), InitialFactor, "between 0 and 1");
        Check(FinalFactor is >= 0 and <= 1, nameof(FinalFactor), FinalFactor, "between 0 and 1");
    }
}
