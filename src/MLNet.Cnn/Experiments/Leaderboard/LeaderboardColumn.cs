namespace MLNet.Cnn;

/// <summary>A column of the table that people see.</summary>
/// <param name="Head">What stands above it.</param>
/// <param name="Meaning">What it is, in a sentence.</param>
/// <param name="Value">The number of a row, which it is sorted by; <see langword="null"/> where there is none.</param>
/// <param name="Text">What stands in a row; empty where there is nothing.</param>
internal sealed record LeaderboardColumn(string Head, string Meaning, Func<LeaderboardRow, double?> Value, Func<LeaderboardRow, string> Text)
{
    /// <summary>Whether it is a setting and no measurement.</summary>
    public bool IsSetting { get; init; }

    /// <summary>Whether it says more of the column before it, so that the two may share a place.</summary>
    public bool IsDetail { get; init; }

    /// <summary>The columns in which some model has something, without rank and name.</summary>
    public static IReadOnlyList<LeaderboardColumn> Of(Leaderboard leaderboard)
    {
        IEnumerable<LeaderboardColumn> all = [.. Measured(leaderboard), .. leaderboard.SettingNames().Select(Setting)];
        return [.. all.Where(column => leaderboard.MeasuredRows().Any(row => column.Text(row).Length > 0))];
    }

    private static IReadOnlyList<LeaderboardColumn> Measured(Leaderboard leaderboard) =>
    [
        Number("Accuracy", $"The share of {leaderboard.MeasuredOn} images classified correctly.", row => row.Scores?.Accuracy, LeaderboardNumbers.Percent),
        new("95 % interval", "Where the accuracy on further images of the same kind is to be expected: Wilson's interval.",
            row => row.Scores?.Interval.Low, row => row.Scores is { } scores ? LeaderboardNumbers.Interval(scores.Interval) : "") { IsDetail = true },
        AgainstPrevious(leaderboard),
        Number("Macro-F1", "The mean over classes of the harmonic mean of precision and recall.", row => row.Scores?.MacroF1, LeaderboardNumbers.Share),
        Number("Log-loss", "The mean of -ln(probability given to the true class); lower is better.", row => row.Scores?.LogLoss, LeaderboardNumbers.Share),
        Number("Parameters", "How many weights a network has.", row => row.Cost.Parameters, LeaderboardNumbers.Count),
        Number("Size", "The saved model.", row => row.Cost.ModelBytes, bytes => LeaderboardNumbers.Bytes((long)bytes)),
        Number("Training", "How long training took.", row => row.Cost.TrainingSeconds, seconds => $"{LeaderboardNumbers.Rounded(seconds)} s"),
        Number("Images/s", "How many images a second are scored, many at a time.", row => row.Cost.ImagesPerSecond, LeaderboardNumbers.Count),
        Number("One image", "How long one image takes, asked for alone.", row => row.Cost.MillisecondsPerImage, milliseconds => $"{LeaderboardNumbers.Rounded(milliseconds)} ms"),
        Number("Peak memory", "The most memory the process had resident while training.", row => row.Cost.PeakMemoryBytes, bytes => LeaderboardNumbers.Bytes((long)bytes)),
        Number("Test accuracy", "The share of test images classified correctly; nothing was chosen by it.", row => row.Test?.Accuracy, LeaderboardNumbers.Percent),
        new("Test interval", "The 95 % interval of the test accuracy.", row => row.Test?.Interval.Low, row => row.Test is { } test ? LeaderboardNumbers.Interval(test.Interval) : "") { IsDetail = true },
    ];

    private static LeaderboardColumn Number(string head, string meaning, Func<LeaderboardRow, double?> value, Func<double, string> text) =>
        new(head, meaning, value, row => value(row) is { } number ? text(number) : "");

    private static LeaderboardColumn AgainstPrevious(Leaderboard leaderboard)
    {
        var places = leaderboard.MeasuredRows().Zip(leaderboard.Places).ToDictionary(pair => pair.First, pair => pair.Second, (IEqualityComparer<LeaderboardRow>)ReferenceEqualityComparer.Instance);
        return Number("p-value", "McNemar's test against the row above: below 0.05, the order of the two is settled.",
            row => places.GetValueOrDefault(row)?.AgainstPrevious?.PValue, LeaderboardNumbers.Probability);
    }

    private static LeaderboardColumn Setting(string name) =>
        new(name, "A setting.", row => SettingNumber.Parse(row.SettingOrNull(name)), row => row.SettingOrNull(name) ?? "") { IsSetting = true };
}
