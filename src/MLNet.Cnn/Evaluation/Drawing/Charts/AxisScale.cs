using System.Globalization;

namespace MLNet.Cnn;

/// <summary>A place on an axis that is named.</summary>
/// <param name="Value">Where.</param>
/// <param name="Text">What stands there.</param>
internal readonly record struct AxisTick(double Value, string Text);

/// <summary>The numbers along an axis, with round ones to read it by.</summary>
/// <param name="Low">Where it begins.</param>
/// <param name="High">Where it ends; above the beginning.</param>
/// <param name="Ticks">The numbers that are named, in rising order.</param>
/// <param name="IsLogarithmic">Whether equal distances are equal ratios.</param>
internal sealed record AxisScale(double Low, double High, IReadOnlyList<AxisTick> Ticks, bool IsLogarithmic = false)
{
    private const double PreferLogarithmicFrom = 50; // the ratio of the largest to the smallest value

    /// <summary>Where a value stands: 0 at the beginning, 1 at the end.</summary>
    public double Share(double value) => IsLogarithmic
        ? Math.Log(value / Low) / Math.Log(High / Low)
        : (value - Low) / (High - Low);

    /// <summary>An axis for positive values: logarithmic where they differ by far, else linear.</summary>
    public static AxisScale Positive(double low, double high, int wantedTicks) =>
        low > 0 && high / low >= PreferLogarithmicFrom ? Logarithmic(low, high, wantedTicks) : Linear(low, high, wantedTicks);

    /// <summary>An axis that begins and ends at round numbers.</summary>
    /// <param name="low">The smallest value.</param>
    /// <param name="high">The largest value.</param>
    /// <param name="wantedTicks">About how many numbers are named.</param>
    /// <param name="unit">What follows each of them.</param>
    public static AxisScale Linear(double low, double high, int wantedTicks, string unit = "")
    {
        // A hundredth of the value at the least: below that, noise would look like news.
        double span = Math.Max(high - low, Math.Max(Math.Abs(high), Math.Abs(low)) / 100);
        if (span == 0)
            span = 1;
        low = high - span;
        double step = RoundStep(span / wantedTicks);
        double first = Math.Floor(low / step + 1e-9), last = Math.Max(Math.Ceiling(high / step - 1e-9), first + 1);
        var ticks = Multiples(first, last, step).Select(value => new AxisTick(value, Text(value, step) + unit));
        return new(first * step, last * step, [.. ticks]);
    }

    /// <summary>An axis for whole numbers, such as epochs, from the first to the last.</summary>
    public static AxisScale Whole(int first, int last, int wantedTicks)
    {
        if (first == last)
            return new(first - 0.5, last + 0.5, [new(first, Text(first, 1))]);
        double step = Math.Max(1, RoundStep((double)(last - first) / wantedTicks));
        var ticks = Multiples(Math.Ceiling(first / step), Math.Floor(last / step), step).Select(value => new AxisTick(value, Text(value, 1)));
        // The first number is named too where there is room for it.
        return new(first, last, [.. ticks.Where(tick => tick.Value - first >= step / 2).Prepend(new(first, Text(first, 1)))]);
    }

    private static AxisScale Logarithmic(double low, double high, int wantedTicks)
    {
        int first = (int)Math.Floor(Math.Log10(low) + 1e-9), last = (int)Math.Ceiling(Math.Log10(high) - 1e-9);
        // All decades, or every second, third, …
        int step = Math.Max(1, (int)Math.Ceiling((last - first) / (double)wantedTicks));
        var ticks = new List<AxisTick>();
        for (int exponent = first; exponent <= last; exponent += step)
        {
            double power = Math.Pow(10, exponent);
            ticks.Add(new(power, Text(power, power)));
        }
        return new(ticks[0].Value, Math.Max(ticks[^1].Value, Math.Pow(10, last)), ticks, IsLogarithmic: true);
    }

    /// <summary>The next 1, 2 or 5 with any number of zeros.</summary>
    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return (step / power) switch { <= 1 + 1e-9 => 1, <= 2 + 1e-9 => 2, <= 5 + 1e-9 => 5, _ => 10 } * power;
    }

    private static IEnumerable<double> Multiples(double first, double last, double step)
    {
        for (double multiple = first; multiple <= last; multiple++)
            yield return multiple * step;
    }

    /// <summary>With as many decimals as the step has; numbers far below 1 with a power of ten.</summary>
    private static string Text(double value, double step)
    {
        int decimals = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        return decimals > 4 || Math.Abs(value) >= 1e6
            ? value.ToString(value == 0 ? "0" : "0.###e0", CultureInfo.InvariantCulture)
            : value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
