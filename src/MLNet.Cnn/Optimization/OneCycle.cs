namespace MLNet.Cnn;

/// <summary>The rate climbs from a fraction to its highest value and then falls to almost nothing, while the momentum does the opposite.</summary>
/// <remarks>
/// <para>Both halves are cosines. Large rates in the middle regularize and cross plateaus, the end settles; a training of given length
/// reaches more with it than with a constant rate, and it needs no tuning but the highest rate.</para>
/// <para>Source: Smith, "A disciplined approach to neural network hyper-parameters" (2018); the two cosines are fastai's and
/// PyTorch's <c>OneCycleLR</c>, whose defaults these are.</para>
/// </remarks>
public sealed record OneCycle : LearningRateSchedule
{
    /// <summary>The share of all steps during which the rate climbs.</summary>
    /// <value>Default: 0.3. Range: above 0, below 1.</value>
    public double WarmUp { get; init; } = 0.3;

    /// <summary>The highest rate over the first one.</summary>
    /// <value>Default: 25. At least 1.</value>
    public double InitialDivisor { get; init; } = 25;

    /// <summary>The first rate over the last one.</summary>
    /// <value>Default: 10,000. At least 1.</value>
    public double FinalDivisor { get; init; } = 1e4;

    /// <summary>Whether the momentum falls and rises while the rate rises and falls. An optimizer without momentum keeps none.</summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool CycleMomentum { get; init; } = true;

    /// <summary>The momentum at the highest rate.</summary>
    /// <value>Default: 0.85. Range: 0 and above, below 1.</value>
    public double LowestMomentum { get; init; } = 0.85;

    /// <summary>The momentum at the first and the last step.</summary>
    /// <value>Default: 0.95. Range: 0 and above, below 1.</value>
    public double HighestMomentum { get; init; } = 0.95;

    /// <inheritdoc/>
    public override ScheduledRate At(long step, long totalSteps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(step, totalSteps);
        // A single step cannot rise and fall; the lowest rate, which comes last, would teach nothing.
        if (totalSteps == 1)
            return new(1, CycleMomentum ? LowestMomentum : null);
        // As in PyTorch, the highest rate is at step WarmUp * total - 1 and the last one at total - 1.
        double peak = WarmUp * totalSteps - 1;
        double last = totalSteps - 1;
        double first = 1 / InitialDivisor;
        if (step <= peak)
        {
            double climbed = peak <= 0 ? 1 : step / peak;
            return new(Cosine(first, 1, climbed), CycleMomentum ? Cosine(HighestMomentum, LowestMomentum, climbed) : null);
        }
        double fallen = last <= peak ? 1 : (step - peak) / (last - peak);
        return new(Cosine(1, first / FinalDivisor, fallen), CycleMomentum ? Cosine(LowestMomentum, HighestMomentum, fallen) : null);
    }

    internal override void Validate()
    {
        Check(WarmUp is > 0 and < 1, nameof(WarmUp), WarmUp, "above 0 and below 1");
        Check(InitialDivisor >= 1 && double.IsFinite(InitialDivisor), nameof(InitialDivisor), InitialDivisor, "at least 1");
        Check(FinalDivisor >= 1 && double.IsFinite(FinalDivisor), nameof(FinalDivisor), FinalDivisor, "at least 1");
        Check(LowestMomentum is >= 0 and < 1, nameof(LowestMomentum), LowestMomentum, "at least 0 and below 1");
        Check(HighestMomentum is >= 0 and < 1, nameof(HighestMomentum), HighestMomentum, "at least 0 and below 1");
    }

    private static double Cosine(double from, double to, double progress) => to + (from - to) / 2 * (1 + Math.Cos(Math.PI * progress));
}
