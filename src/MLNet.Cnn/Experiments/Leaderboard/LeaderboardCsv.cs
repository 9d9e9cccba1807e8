using System.Globalization;
using System.Text;

namespace MLNet.Cnn;

/// <summary>A leaderboard as comma-separated values: RFC 4180, with a column for each setting at the end.</summary>
internal static class LeaderboardCsv
{
    private static readonly (string Name, Func<LeaderboardRow, double?> Value)[] Numbers =
    [
        ("images", row => row.Scores?.Images),
        ("accuracy", row => row.Scores?.Accuracy),
        ("accuracy_low", row => row.Scores?.Interval.Low),
        ("accuracy_high", row => row.Scores?.Interval.High),
        ("macro_f1", row => row.Scores?.MacroF1),
        ("log_loss", row => row.Scores?.LogLoss),
        ("parameters", row => row.Cost.Parameters),
        ("model_bytes", row => row.Cost.ModelBytes),
        ("training_seconds", row => row.Cost.TrainingSeconds),
        ("images_per_second", row => row.Cost.ImagesPerSecond),
        ("milliseconds_per_image", row => row.Cost.MillisecondsPerImage),
        ("peak_memory_bytes", row => row.Cost.PeakMemoryBytes),
        ("test_images", row => row.Test?.Images),
        ("test_accuracy", row => row.Test?.Accuracy),
        ("test_accuracy_low", row => row.Test?.Interval.Low),
        ("test_accuracy_high", row => row.Test?.Interval.High),
        ("trials_at_once", row => row.Cost.TrialsAtOnce),
    ];

    public static string Write(Leaderboard leaderboard)
    {
        var csv = new StringBuilder();
        var settings = leaderboard.SettingNames();
        Line(["rank_first", "rank_last", "p_value_against_previous", "model", .. Numbers.Select(number => number.Name), "error", .. settings.Select(name => $"setting {name}")]);
        for (int index = 0; index < leaderboard.Rows.Count; index++)
        {
            var (row, place) = (leaderboard.Rows[index], leaderboard.Places.ElementAtOrDefault(index));
            Line(
            [
                Exact(place?.First), Exact(place?.Last), Exact(place?.AgainstPrevious?.PValue), row.Name,
                .. Numbers.Select(number => Exact(number.Value(row))), row.Error ?? "", .. settings.Select(name => row.SettingOrNull(name) ?? ""),
            ]);
        }
        return csv.ToString();

        void Line(IEnumerable<string> fields) => csv.AppendJoin(',', fields.Select(Quoted)).Append("\r\n");
    }

    private static string Exact(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Quoted(string field) => field.AsSpan().ContainsAny(",\"\r\n") ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
}
