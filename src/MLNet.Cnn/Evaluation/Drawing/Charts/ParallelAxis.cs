namespace MLNet.Cnn;

/// <summary>One of several axes side by side.</summary>
/// <param name="Name">What stands above it.</param>
/// <param name="Scale">Its numbers; for values that are no numbers, their places in order.</param>
/// <param name="Values">The value of each line, NaN where it has none.</param>
internal sealed record ParallelAxis(string Name, AxisScale Scale, IReadOnlyList<double> Values)
{
    private const int MostSteps = 6; // so many values can be named one by one
    private const int WantedTicks = 5;

    public static ParallelAxis OfAccuracy(IReadOnlyList<double> accuracies)
    {
        double[] percent = [.. accuracies.Select(accuracy => 100 * accuracy)];
        return new("accuracy", AxisScale.Linear(percent.Min(), percent.Max(), WantedTicks, " %"), percent);
    }

    /// <summary>The axis of a setting.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="texts">Its value in each line, or <see langword="null"/>.</param>
    public static ParallelAxis Of(string name, IReadOnlyList<string?> texts)
    {
        var numbers = texts.Select(SettingNumber.Parse).ToList();
        bool areNumbers = texts.Zip(numbers).All(pair => pair.First is null || pair.Second is not null);
        var distinct = texts.OfType<string>().Distinct().ToList();
        if (areNumbers && distinct.Count > MostSteps)
        {
            var known = numbers.OfType<double>().ToList();
            return new(name, AxisScale.Positive(known.Min(), known.Max(), WantedTicks), [.. numbers.Select(number => number ?? double.NaN)]);
        }
        List<string> steps = areNumbers ? [.. distinct.OrderBy(SettingNumber.Parse)] : [.. distinct.Order(StringComparer.Ordinal)];
        return new(name, Steps(steps), [.. texts.Select(text => text is null ? double.NaN : steps.IndexOf(text))]);
    }

    /// <summary>Values in even steps; a single one in the middle.</summary>
    private static AxisScale Steps(List<string> values)
    {
        var ticks = values.Select((value, index) => new AxisTick(index, value));
        return values.Count == 1 ? new(-1, 1, [.. ticks]) : new(0, values.Count - 1, [.. ticks]);
    }
}
