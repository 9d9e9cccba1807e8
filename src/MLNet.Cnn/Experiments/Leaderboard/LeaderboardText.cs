using System.Text;

namespace MLNet.Cnn;

/// <summary>A leaderboard as text of a width: columns that do not fit stand in a further table below, under rank and name again.</summary>
internal static class LeaderboardText
{
    private const int NarrowestWidth = 40;
    private const int WidestName = 36;

    public static string Write(Leaderboard leaderboard, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, NarrowestWidth);
        var text = new StringBuilder();
        Paragraph($"{leaderboard.Title}. {LeaderboardNotes.Images(leaderboard)}");
        foreach (var table in Tables(leaderboard, width))
        {
            text.Append('\n');
            for (int line = 0; line <= leaderboard.Places.Count; line++)
                text.Append(string.Join(TextColumn.Gap, table.Select(column => column.Cells[line])).TrimEnd()).Append('\n');
        }
        text.Append('\n');
        foreach (string note in LeaderboardNotes.Of(leaderboard))
            Paragraph(note);
        foreach (var row in leaderboard.RowsWithoutModel())
            Paragraph(row.WhyWithoutModel());
        return text.ToString();

        void Paragraph(string sentence)
        {
            foreach (string line in TextWidth.Wrap(sentence, width))
                text.Append(line).Append('\n');
        }
    }

    private static IEnumerable<IReadOnlyList<TextColumn>> Tables(Leaderboard leaderboard, int width)
    {
        var rows = leaderboard.MeasuredRows();
        var rank = new TextColumn("Rank", [.. leaderboard.Places.Select(place => place.ToString())], width);
        // A name takes at most half of the line, a cell no more than what is left of it.
        var name = new TextColumn("Model", [.. rows.Select(row => row.Name)], Math.Min(WidestName, width / 2 - rank.Width - TextColumn.Gap.Length));
        int room = width - rank.Width - name.Width - TextColumn.Gap.Length;
        var table = new List<TextColumn>();
        foreach (var column in LeaderboardColumn.Of(leaderboard))
        {
            var next = new TextColumn(column.Head, [.. rows.Select(column.Text)], room - TextColumn.Gap.Length, isNumber: true);
            if (table.Sum(other => other.Width + TextColumn.Gap.Length) + next.Width + TextColumn.Gap.Length > room)
            {
                yield return [rank, name, .. table];
                table.Clear();
            }
            table.Add(next);
        }
        if (table.Count > 0)
            yield return [rank, name, .. table];
    }
}
