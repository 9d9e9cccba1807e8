using System.Globalization;
using System.Net;
using System.Text;

namespace MLNet.Cnn;

/// <summary>A leaderboard as one HTML page that needs nothing else: style, script and pictures are part of it.</summary>
internal static class LeaderboardPage
{
    // The browser itself is told to fetch nothing.
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

    public static string Write(Leaderboard leaderboard)
    {
        var page = new StringBuilder();
        page.Append($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <title>{Text(leaderboard.Title)}</title>
            <style>
            {Resource("leaderboard.css")}</style>
            </head>
            <body><main>
            <h1>{Text(leaderboard.Title)}</h1>
            <p class="quiet">{Text(LeaderboardNotes.Images(leaderboard))}</p>

            """);
        Table(page, leaderboard);
        page.Append("<ul>\n");
        foreach (string note in LeaderboardNotes.Of(leaderboard))
            page.Append($"<li>{Text(note)}</li>\n");
        page.Append("</ul>\n");
        Meanings(page, leaderboard);
        WithoutModel(page, leaderboard);
        foreach (var chart in PageChart.Of(leaderboard))
            page.Append(chart.ToHtml());
        page.Append($"</main>\n<script>\n{Resource("leaderboard.js")}</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void Table(StringBuilder page, Leaderboard leaderboard)
    {
        if (leaderboard.Places.Count == 0)
            return;
        var columns = Columns(leaderboard);
        page.Append("<div class=\"scroll\"><table>\n<thead><tr><th class=\"rank\" scope=\"col\">Rank</th><th class=\"name\" scope=\"col\">Model</th>");
        foreach (var (column, detail) in columns)
            page.Append($"<th scope=\"col\" title=\"{Text(column.Meaning)}\">{Text(column.Head)}{Small(detail?.Head)}</th>");
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var (row, index) in leaderboard.MeasuredRows().Select((row, index) => (row, index)))
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"rank\" data-value=\"{index}\">{leaderboard.Places[index]}</td>");
            page.Append($"<th class=\"name\" scope=\"row\" data-value=\"{Text(row.Name)}\"><span>{Text(row.Name)}</span></th>");
            foreach (var (column, detail) in columns)
                page.Append($"<td data-value=\"{Text(column.Value(row)?.ToString("R", CultureInfo.InvariantCulture) ?? column.Text(row))}\">{Text(column.Text(row))}{Small(detail?.Text(row))}</td>");
            page.Append("</tr>\n");
        }
        page.Append("</tbody></table></div>\n");
    }

    /// <summary>The columns, each with the one that says more of it: below it in small print, the table has room for all.</summary>
    private static List<(LeaderboardColumn Column, LeaderboardColumn? Detail)> Columns(Leaderboard leaderboard)
    {
        var all = LeaderboardColumn.Of(leaderboard);
        return [.. all.Select((column, index) => (column, all.ElementAtOrDefault(index + 1) is { IsDetail: true } detail ? detail : null)).Where(pair => !pair.column.IsDetail)];
    }

    private static void Meanings(StringBuilder page, Leaderboard leaderboard)
    {
        page.Append("<details><summary>What the columns say</summary><dl>\n");
        foreach (var column in LeaderboardColumn.Of(leaderboard).Where(column => !column.IsSetting))
            page.Append($"<dt>{Text(column.Head)}</dt><dd>{Text(column.Meaning)}</dd>\n");
        page.Append("</dl></details>\n");
    }

    private static void WithoutModel(StringBuilder page, Leaderboard leaderboard)
    {
        if (leaderboard.RowsWithoutModel().Count == 0)
            return;
        page.Append("<section><h2>Without a model</h2>\n<ul>\n");
        foreach (var row in leaderboard.RowsWithoutModel())
            page.Append($"<li{(row.WasTried ? " class=\"failed\"" : "")}>{Text(row.WhyWithoutModel())}</li>\n");
        page.Append("</ul></section>\n");
    }

    private static string Small(string? text) => string.IsNullOrEmpty(text) ? "" : $"<small>{Text(text)}</small>";

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Resource(string name)
    {
        using var stream = typeof(LeaderboardPage).Assembly.GetManifestResourceStream($"MLNet.Cnn.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
