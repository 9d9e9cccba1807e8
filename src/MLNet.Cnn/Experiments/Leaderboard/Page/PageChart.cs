using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MLNet.Cnn;

/// <summary>A chart of the page, drawn for a wide and for a narrow window.</summary>
/// <param name="Heading">What stands above it.</param>
/// <param name="Description">What it shows, for readers who do not see it.</param>
/// <param name="Draw">Draws it at a width.</param>
internal sealed partial record PageChart(string Heading, string Description, Func<int, Picture> Draw)
{
    private const int Wide = 1_160, Narrow = 336;
    private const int MostCurves = 7; // as many as there are colors

    /// <summary>The charts that a leaderboard has numbers for.</summary>
    public static IEnumerable<PageChart> Of(Leaderboard leaderboard)
    {
        var points = leaderboard.MeasuredRows()
            .Where(row => row.Cost.MillisecondsPerImage > 0)
            .Select(row => new TradeoffPoint(row.Name, row.Cost.MillisecondsPerImage!.Value, row.Scores!.Accuracy, row.Scores.Interval))
            .ToList();
        if (points.Count > 1)
            yield return new("Accuracy against time for one image", "A chart of all models: accuracy with its interval over milliseconds for one image. The table has the numbers.", width => new TradeoffChart(points) { Width = width });

        var runs = leaderboard.MeasuredRows().Where(row => row.History?.Epochs.Count > 0).Select(row => new NamedHistory(row.Name, row.History!)).Take(MostCurves).ToArray();
        if (runs.Length > 0)
            yield return new(CurveHeading(runs), "Loss, accuracy and learning rate of the networks from epoch to epoch.", width => new LearningCurve(runs) { Width = width });

        var names = Searched(leaderboard);
        if (names.Count > 0)
            yield return new("Settings and accuracy", "A line for each model through the values of its settings to its accuracy; the table has the numbers.", width => new SettingsChart(names, [.. leaderboard.MeasuredRows().Where(row => row.Settings.Count > 0).Select(Line)]) { Width = width });
    }

    private static string CurveHeading(NamedHistory[] runs) => runs.Length switch
    {
        // A curve alone does not bear its name.
        1 => $"Learning curve of {runs[0].Name}",
        MostCurves => $"Learning curves of the first {MostCurves} networks",
        _ => "Learning curves",
    };

    /// <summary>The chart as HTML: an image within the page itself, so that nothing is fetched.</summary>
    public string ToHtml() => $"""
        <section><h2>{WebUtility.HtmlEncode(Heading)}</h2>
        <picture><source media="(max-width: 700px)" srcset="{Data(Narrow)}"><img alt="{WebUtility.HtmlEncode(Description)}" src="{Data(Wide)}"></picture>
        </section>

        """;

    private string Data(int width)
    {
        // A hundredth of a pixel is enough, and half of the size.
        string svg = LongFraction().Replace(Encoding.UTF8.GetString(Draw(width).ToSvg()), number => Math.Round(double.Parse(number.ValueSpan, CultureInfo.InvariantCulture), 2).ToString(CultureInfo.InvariantCulture));
        return "data:image/svg+xml;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(svg));
    }

    [GeneratedRegex(@"\d+\.\d{3,}")]
    private static partial Regex LongFraction();

    /// <summary>The settings that differ between models.</summary>
    private static List<string> Searched(Leaderboard leaderboard) =>
        [.. leaderboard.SettingNames().Where(name => leaderboard.MeasuredRows().Select(row => row.SettingOrNull(name)).OfType<string>().Distinct().Count() > 1)];

    private static SettingsLine Line(LeaderboardRow row) =>
        new(row.Settings.DistinctBy(setting => setting.Name).ToDictionary(setting => setting.Name, setting => setting.Value), row.Scores!.Accuracy);
}
