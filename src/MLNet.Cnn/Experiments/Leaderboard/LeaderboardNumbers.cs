using System.Globalization;

namespace MLNet.Cnn;

/// <summary>The numbers of a leaderboard as text for people, the same on every machine.</summary>
internal static class LeaderboardNumbers
{
    private const int Digits = 3;
    private static readonly string[] _units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary><c>98.40 %</c></summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F2} %");

    /// <summary><c>97.80–98.36 %</c></summary>
    public static string Interval(AccuracyInterval interval) => string.Create(CultureInfo.InvariantCulture, $"{100 * interval.Low:F2}–{100 * interval.High:F2} %");

    /// <summary><c>0.9840</c></summary>
    public static string Share(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary><c>61,706</c></summary>
    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>With three digits that count: <c>0.0432</c>, <c>12.3</c>, <c>1,234</c>.</summary>
    public static string Rounded(double value)
    {
        int whole = value == 0 || !double.IsFinite(value) ? 0 : (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return value.ToString(string.Create(CultureInfo.InvariantCulture, $"N{Math.Clamp(Digits - 1 - whole, 0, 6)}"), CultureInfo.InvariantCulture);
    }

    /// <summary><c>253 kB</c>, in thousands of bytes or their powers.</summary>
    public static string Bytes(long bytes)
    {
        double value = bytes;
        int unit = 0;
        for (; value >= 1000 && unit < _units.Length - 1; unit++)
            value /= 1000;
        return $"{(unit == 0 ? Count(value) : Rounded(value))} {_units[unit]}";
    }

    /// <summary><c>0.0120</c>, <c>&lt; 0.0001</c></summary>
    public static string Probability(double p) => p < 0.0001 ? "< 0.0001" : p.ToString("F4", CultureInfo.InvariantCulture);
}
