namespace MLNet.Cnn.Benchmarks;

/// <summary>The slots of one measurement: ours, then one of each bare loop, then ours again, and so on.</summary>
/// <param name="Images">Images of a slot.</param>
/// <param name="Ours">Our slots; one more than rounds.</param>
/// <param name="Bare">The bare loop's slots, for each of its forms.</param>
internal sealed record FitResult(int Images, IReadOnlyList<Slot> Ours, IReadOnlyList<IReadOnlyList<Slot>> Bare)
{
    // Fewer quiet rounds than this say less than all rounds together.
    private const int FewestRounds = 3;

    /// <summary>Rounds that have ours on both sides.</summary>
    public int Rounds => Math.Max(0, Math.Min(Ours.Count - 1, Bare.Min(slots => slots.Count)));

    public int QuietRounds => Enumerable.Range(0, Rounds).Count(IsQuiet);

    private IEnumerable<int> Counted => Enumerable.Range(0, Rounds).Where(round => QuietRounds < FewestRounds || IsQuiet(round));

    public double OurImagesPerSecond => Images / Counted.Select(OurSeconds).Median();

    public double BareImagesPerSecond(int form) => Images / Counted.Select(round => Bare[form][round].Seconds).Median();

    /// <summary>Ours / bare: the median over rounds, each from slots beside each other.</summary>
    public double Ratio(int form) => Counted.Select(round => Bare[form][round].Seconds / OurSeconds(round)).Median();

    /// <summary>Half of the rounds lie between these ratios.</summary>
    public (double Low, double High) RatioSpread(int form)
    {
        double[] ratios = [.. Counted.Select(round => Bare[form][round].Seconds / OurSeconds(round))];
        return (ratios.Quantile(0.25), ratios.Quantile(0.75));
    }

    /// <summary>The mean of ours before and after the bare slots of a round, so that a steady drift falls out.</summary>
    private double OurSeconds(int round) => (Ours[round].Seconds + Ours[round + 1].Seconds) / 2;

    private bool IsQuiet(int round) => Ours[round].IsQuiet && Ours[round + 1].IsQuiet && Bare.All(slots => slots[round].IsQuiet);
}
