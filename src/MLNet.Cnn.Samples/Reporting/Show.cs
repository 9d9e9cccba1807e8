using System.Globalization;

namespace MLNet.Cnn.Samples;

/// <summary>Numbers as text for people: the same on every machine, whatever its language.</summary>
internal static class Show
{
    /// <summary><c>98.40 %</c></summary>
    public static string Percent(double share, int decimals = 2) => $"{Fixed(100 * share, decimals)} %";

    /// <summary><c>6,000</c></summary>
    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>12.3 s</c></summary>
    public static string Seconds(double seconds) => $"{Fixed(seconds, 1)} s";

    /// <summary><c>0.0123</c></summary>
    public static string Fixed(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);

    /// <summary><c>312 MB</c>, in millions of bytes.</summary>
    public static string Megabytes(long bytes) => $"{Fixed(bytes / 1e6, bytes < 10_000_000 ? 2 : 0)} MB";

    /// <summary><c>1 thread</c>, <c>2 threads</c>, <c>3 classes</c></summary>
    public static string Plural(int count, string noun) => $"{Count(count)} {noun}{(count == 1 ? "" : noun.EndsWith('s') ? "es" : "s")}";

    /// <summary><c>4/12</c></summary>
    public static string Epoch(EpochReport report) => string.Create(CultureInfo.InvariantCulture, $"{report.Epoch}/{report.Epochs}");
}
