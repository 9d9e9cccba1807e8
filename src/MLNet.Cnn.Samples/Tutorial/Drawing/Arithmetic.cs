using System.Globalization;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>Numbers and sums as they are written by hand, with the values filled in.</summary>
internal static class Arithmetic
{
    /// <summary><c>−5</c>, <c>0.25</c>: as few decimals as needed, at most four.</summary>
    public static string Number(double value) => Math.Round(value, 4).ToString("0.####", CultureInfo.InvariantCulture).Replace('-', '−') is var text && text == "−0" ? "0" : text;

    /// <summary><c>335,114</c></summary>
    public static string Count(long count) => Show.Count(count);

    /// <summary><c>7 − 11 − 1</c></summary>
    public static string Sum(params IEnumerable<double> terms) => string.Concat(terms.Select((term, index) =>
        index == 0 ? Number(term) : term < 0 ? $" − {Number(-term)}" : $" + {Number(term)}"));

    /// <summary><c>7 − 11 − 1 = −5</c></summary>
    public static string SumAndResult(params IReadOnlyList<double> terms) => $"{Sum(terms)} = {Number(terms.Sum())}";

    /// <summary><c>2 × 1 + 3 × (−1)</c></summary>
    public static string Products(IEnumerable<float> first, IEnumerable<float> second) =>
        string.Join(" + ", first.Zip(second, (a, b) => $"{Factor(a)} × {Factor(b)}"));

    private static string Factor(double value) => value < 0 ? $"({Number(value)})" : Number(value);
}
