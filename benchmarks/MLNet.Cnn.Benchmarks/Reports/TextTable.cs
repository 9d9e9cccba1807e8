using System.Text;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Draws a <see cref="ResultTable"/> in markdown, aligned so that it also reads well as plain text.</summary>
internal static class TextTable
{
    public static string Write(ResultTable table)
    {
        var lines = table.Text();
        int[] widths = [.. table.Columns.Select((_, i) => lines.Max(line => line[i].Length))];
        var text = new StringBuilder();
        for (int row = 0; row < lines.Count; row++)
        {
            WriteRow(text, table.Columns.Select((column, i) => column.IsNumber ? lines[row][i].PadLeft(widths[i]) : lines[row][i].PadRight(widths[i])));
            if (row == 0)
                WriteRow(text, table.Columns.Select((column, i) => column.IsNumber ? $"{new string('-', widths[i] - 1)}:" : new string('-', widths[i])));
        }
        return text.ToString();
    }

    private static void WriteRow(StringBuilder text, IEnumerable<string> cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
