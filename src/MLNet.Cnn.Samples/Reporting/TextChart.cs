using Spectre.Console;
using Spectre.Console.Rendering;

namespace MLNet.Cnn.Samples;

/// <summary>A small chart out of characters, which grows to the right from epoch to epoch.</summary>
internal static class TextChart
{
    private const int Rows = 6;
    private const int LabelWidth = 7;

    /// <summary>Draws a chart.</summary>
    /// <param name="name">What stands above it.</param>
    /// <param name="lines">The lines; what is no number is left out.</param>
    /// <param name="epochs">How many epochs there will be: the width of the axis.</param>
    /// <param name="number">Writes the numbers beside it.</param>
    /// <param name="place">Its width, and whether it may use more than ASCII.</param>
    public static IRenderable Draw(string name, IReadOnlyList<ChartLine> lines, int epochs, Func<double, string> number, (int Width, bool Unicode) place)
    {
        var columns = place.Width - LabelWidth - 2;
        var grid = new DotGrid(columns, Rows, place.Unicode);
        var values = lines.SelectMany(line => line.Values).Where(double.IsFinite).ToList();
        var (low, high) = values.Count == 0 ? (0, 0) : (values.Min(), values.Max());
        foreach (var line in lines)
            Draw(grid, line, epochs, value => high > low ? (value - low) / (high - low) : 0.5);

        var text = new Paragraph();
        text.Append($"{new string(' ', LabelWidth + 2)}{name}", Look.Quiet);
        for (var row = 0; row < Rows; row++)
        {
            var label = values.Count == 0 ? "" : row == 0 ? number(high) : row == Rows - 1 && high > low ? number(low) : "";
            text.Append($"\n{label,LabelWidth} {(place.Unicode ? '│' : '|')}", Look.Quiet);
            for (var column = 0; column < columns; column++)
                text.Append(grid.Text(column, row), grid.StyleOf(column, row));
        }

        return text;
    }

    private static void Draw(DotGrid grid, ChartLine line, int epochs, Func<double, double> share)
    {
        (int X, int Y)? before = null;
        for (var index = 0; index < line.Values.Count; index++)
        {
            if (!double.IsFinite(line.Values[index]))
            {
                before = null;
                continue;
            }

            var x = epochs < 2 ? 0 : (int)((long)index * (grid.Width - 1) / (epochs - 1));
            (int X, int Y) here = (x, (int)Math.Round((1 - share(line.Values[index])) * (grid.Height - 1)));
            grid.Line(before ?? here, here, line.Style);
            before = here;
        }
    }
}
