namespace MLNet.Cnn.Benchmarks;

/// <summary>One timed stretch of work.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="OtherCores">How many processors other processes kept busy meanwhile.</param>
internal readonly record struct Slot(double Seconds, double OtherCores)
{
    /// <summary>More than this makes a slot noisy.</summary>
    public const double NoiseLimit = 0.15;

    public bool IsQuiet => OtherCores <= NoiseLimit;

    /// <summary>Times some work.</summary>
    public static Slot Measure(Action work)
    {
        var clock = SlotClock.Start();
        work();
        return clock.Stop();
    }
}
