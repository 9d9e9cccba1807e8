namespace MLNet.Cnn.Tests;

/// <summary>Compares arrays relative to the largest value of the expected one.</summary>
internal static class Closeness
{
    public static void Check(string what, IReadOnlyList<float> expected, IReadOnlyList<float> actual, double tolerance)
    {
        Assert.True(expected.Count == actual.Count, $"{what}: {actual.Count} values instead of {expected.Count}");
        double largest = expected.Count == 0 ? 0 : expected.Max(value => Math.Abs((double)value));
        double bound = tolerance * (largest == 0 ? 1 : largest);
        for (int i = 0; i < expected.Count; i++)
        {
            double difference = Math.Abs((double)expected[i] - actual[i]);
            Assert.True(difference <= bound, FormattableString.Invariant($"{what}[{i}]: expected {expected[i]}, got {actual[i]}; the difference is {difference / bound:F2} times the bound"));
        }
    }
}
