namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>What the comparison found, in words: written from the numbers, whatever they are.</summary>
/// <param name="trials">The trainings: for each kind of first weights and each rate, one with and one without batch normalization.</param>
internal sealed class BatchNormalizationFinding(IReadOnlyList<BatchNormalizationTrial> trials)
{
    private IReadOnlyList<string> Weights => [.. trials.Select(trial => trial.Weights).Distinct()];

    /// <summary>At which rates the network learned, with and without.</summary>
    public IEnumerable<string> Rates() => Weights.Select(weights =>
        $"First weights {weights}: without batch normalization it came to {Show.Percent(BatchNormalizationTrial.Enough, 0)} at {RatesOf(weights, false)}, with it at {RatesOf(weights, true)}.");

    /// <summary>Whether it allows larger rates: the largest at which the network learned, for each kind of first weights.</summary>
    public string LargerRates() => Verdict("Larger rates", Weights.Select(weights => Largest(weights, true).CompareTo(Largest(weights, false))));

    /// <summary>Whether it allows looser weights: at how many rates the network learned from the last kind of first weights.</summary>
    public string LooserWeights() => Verdict("Looser weights", [Learning(Weights[^1], true).Count.CompareTo(Learning(Weights[^1], false).Count)]);

    /// <summary>Where it did harm.</summary>
    public IEnumerable<string> Harm() =>
        from without in trials
        where !without.IsNormalized
        let with = trials.Single(trial => trial.IsNormalized && trial.Weights == without.Weights && trial.Rate.Equals(without.Rate))
        where (with.Accuracy ?? 0) < (without.Accuracy ?? 0)
        select $"At rate {Arithmetic.Number(with.Rate)} with first weights {with.Weights} it did harm: {with.Shown} with, {without.Shown} without.";

    private List<BatchNormalizationTrial> Learning(string weights, bool isNormalized) =>
        [.. trials.Where(trial => trial.Weights == weights && trial.IsNormalized == isNormalized && trial.Learned)];

    private double Largest(string weights, bool isNormalized) => Learning(weights, isNormalized).Select(trial => trial.Rate).DefaultIfEmpty(0).Max();

    private string RatesOf(string weights, bool isNormalized)
    {
        var rates = Learning(weights, isNormalized).Select(trial => Arithmetic.Number(trial.Rate)).ToList();
        return rates.Count switch { 0 => "no rate", 1 => $"rate {rates[0]}", _ => $"rates {string.Join(", ", rates)}" };
    }

    private static string Verdict(string claim, IEnumerable<int> comparisons)
    {
        var signs = comparisons.Select(Math.Sign).Distinct().Order().ToList();
        return signs switch
        {
            [1] => $"{claim}: the claim held here.",
            [0] => $"{claim}: it made no difference here.",
            [-1] => $"{claim}: the claim did not hold here, it was the other way round.",
            [0, 1] => $"{claim}: the claim held for one kind of first weights, and made no difference for the other.",
            _ => $"{claim}: the claim did not hold for every kind of first weights.",
        };
    }
}
