using MLNet.Cnn.Samples.Tutorial;

namespace MLNet.Cnn.Tests;

/// <summary>The words follow the numbers, also where these speak against batch normalization.</summary>
public class BatchNormalizationFindingTests
{
    [Fact]
    public void Says_that_a_claim_held()
    {
        var finding = Of("Glorot", (0.1, 0.95, 0.97), (1, null, 0.96)).And("loose", (0.1, 0.2, 0.7), (1, 0.1, 0.94));

        Assert.Equal(
            [
                "First weights Glorot: without batch normalization it came to 90 % at rate 0.1, with it at rates 0.1, 1.",
                "First weights loose: without batch normalization it came to 90 % at no rate, with it at rate 1.",
            ],
            finding.Rates());
        Assert.Equal("Larger rates: the claim held here.", finding.LargerRates());
        Assert.Equal("Looser weights: the claim held here.", finding.LooserWeights());
        Assert.Empty(finding.Harm());
    }

    [Fact]
    public void Says_that_it_made_no_difference_or_did_harm()
    {
        var finding = Of("Glorot", (0.1, 0.95, 0.97), (1, 0.92, null)).And("loose", (0.1, 0.93, 0.91), (1, 0.1, 0.2));

        Assert.Equal("Larger rates: the claim did not hold for every kind of first weights.", finding.LargerRates());
        Assert.Equal("Looser weights: it made no difference here.", finding.LooserWeights());
        Assert.Equal(
            [
                "At rate 1 with first weights Glorot it did harm: diverged with, 92.0 % without.",
                "At rate 0.1 with first weights loose it did harm: 91.0 % with, 93.0 % without.",
            ],
            finding.Harm());
    }

    [Fact]
    public void Says_that_it_was_the_other_way_round()
    {
        var finding = Of("Glorot", (0.1, 0.95, 0.5)).And("loose", (0.1, 0.95, 0.5));

        Assert.Equal("Larger rates: the claim did not hold here, it was the other way round.", finding.LargerRates());
        Assert.Equal("Looser weights: the claim did not hold here, it was the other way round.", finding.LooserWeights());
    }

    private static Trials Of(string weights, params (double Rate, double? Without, double? With)[] pairs) => new(Pairs(weights, pairs));

    private static List<BatchNormalizationTrial> Pairs(string weights, (double Rate, double? Without, double? With)[] pairs) =>
        [.. pairs.SelectMany(pair => (BatchNormalizationTrial[])[new(weights, pair.Rate, false, pair.Without, []), new(weights, pair.Rate, true, pair.With, [])])];

    private sealed record Trials(List<BatchNormalizationTrial> First)
    {
        public BatchNormalizationFinding And(string weights, params (double Rate, double? Without, double? With)[] pairs) => new([.. First, .. Pairs(weights, pairs)]);
    }
}
