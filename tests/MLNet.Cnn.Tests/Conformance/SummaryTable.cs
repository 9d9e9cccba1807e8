using System.Text.RegularExpressions;

namespace MLNet.Cnn.Tests;

/// <summary>A table that <c>model.summary()</c> prints, of Keras or ours, taken apart.</summary>
/// <param name="Headers">The titles of the columns.</param>
/// <param name="Rows">The cells of each layer, by title.</param>
/// <param name="Totals">What stands below: title, number of parameters, and memory, as they are printed.</param>
internal sealed partial record SummaryTable(string[] Headers, List<Dictionary<string, string>> Rows, List<(string Title, string Parameters, string Memory)> Totals)
{
    public static SummaryTable Parse(string text)
    {
        var rows = new List<string[]>();
        bool open = false;
        foreach (string line in text.Split('\n'))
        {
            string[] cells = [.. line.Trim('│', '┃').Split('│', '┃').Select(cell => cell.Trim())];
            // Keras draws a line between rows, so that a row may have several lines; ours has one.
            bool framed = line.StartsWith('│');
            if (cells.Length < 2)
                open = false;
            else if (framed && open)
                rows[^1] = [.. rows[^1].Zip(cells, (above, cell) => $"{above} {cell}".Trim())];
            else
            {
                rows.Add(cells);
                open = framed;
            }
        }
        string[] headers = rows[0];
        return new SummaryTable(
            headers,
            [.. rows.Skip(1).Select(row => headers.Zip(row).ToDictionary(pair => pair.First, pair => pair.Second))],
            [.. Total().Matches(text).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value))]);
    }

    // "Total params: 60,162 (235.01 KB)", ours "Total params: 60,162 · 235.01 KB (240,648 bytes)".
    [GeneratedRegex(@"^\s*([\w -]+ params): ([\d,]+) [(·] ?([\d.,]+ \w+)", RegexOptions.Multiline)]
    private static partial Regex Total();
}
