namespace MLNet.Cnn;

/// <summary>What is asked of a leaderboard's rows.</summary>
internal static class LeaderboardRows
{
    /// <summary>The rows that have a place.</summary>
    public static IReadOnlyList<LeaderboardRow> MeasuredRows(this Leaderboard leaderboard) => [.. leaderboard.Rows.Take(leaderboard.Places.Count)];

    /// <summary>The rows that have none.</summary>
    public static IReadOnlyList<LeaderboardRow> RowsWithoutModel(this Leaderboard leaderboard) => [.. leaderboard.Rows.Skip(leaderboard.Places.Count)];

    /// <summary>Why a row has no model, in a sentence.</summary>
    public static string WhyWithoutModel(this LeaderboardRow row) => $"{row.Name} {(row.WasTried ? "failed" : "was not tried")}: {row.Error}";

    /// <summary>The names of all settings, as they first occur.</summary>
    public static IReadOnlyList<string> SettingNames(this Leaderboard leaderboard) =>
        [.. leaderboard.Rows.SelectMany(row => row.Settings).Select(setting => setting.Name).Distinct()];

    /// <summary>The value of a setting, or <see langword="null"/> where the row has none of this name.</summary>
    public static string? SettingOrNull(this LeaderboardRow row, string name) => row.Settings.FirstOrDefault(setting => setting.Name == name)?.Value;
}
