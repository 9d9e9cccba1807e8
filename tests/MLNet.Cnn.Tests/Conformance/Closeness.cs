namespace MLNet.Cnn.Tests;

/// <summary>Compares arrays relative to the largest value of the expected one.</summary>
internal static class Closeness
{
    public static void Check(string what, IReadOnlyList<float> expected, IReadOnlyList<float> actual, double tolerance)
    {
        double largest = expected.Count == 0 ? 0 : expected.Max(value => Math.Abs((double)value));
        Within(what, expected, actual, tolerance * (largest == 0 ? 1 : largest));
    }

    /// <summary>As <see cref="Check"/>, but expected values that were written down with a few decimals are no more exact than the last one.</summary>
    public static void CheckWritten(string what, IReadOnlyList<float> expected, IReadOnlyList<float> actual, double tolerance)
    {
        double largest = expected.Max(value => Math.Abs((double)value));
        Within(what, expected, actual, Math.Max(tolerance * largest, LastDecimal(expected)));
    }

    private static void Within(string what, IReadOnlyList<float> expected, IReadOnlyList<float> actual, double bound)
    {
        Assert.True(expected.Count == actual.Count, $"{what}: {actual.Count} values instead of {expected.Count}");
        for (int i = 0; i < expected.Count; i++)
        {
            double difference = Math.Abs((double)expected[i] - actual[i]);
            Assert.True(difference <= bound, FormattableString.Invariant($"{what}[{i}]: expected {expected[i]}, got {actual[i]}; the difference is {difference / bound:F2} times the bound"));
        }
    }

    /// <summary>0.0001 where all values have four decimals; 0 where they have fewer than three, being small fractions, or are exact floats.</summary>
    private static double LastDecimal(IReadOnlyList<float> values)
    {
        int decimals = Enumerable.Range(0, 7).FirstOrDefault(d => values.All(value => (float)Math.Round((decimal)value, d) == value), 7);
        return decimals is >= 3 and < 7 ? Math.Pow(10, -decimals) : 0;
    }
}
