using Spectre.Console;

namespace MLNet.Cnn.Samples;

/// <summary>Dots behind characters: eight in each as Braille has them, or one where the terminal has only ASCII.</summary>
internal sealed class DotGrid(int columns, int rows, bool unicode)
{
    private const char EmptyBraille = '\u2800';
    private static readonly int[,] _braille = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } }; // [column, row]

    private readonly (int Dots, Style Style)[,] _cells = new (int, Style)[columns, rows];

    /// <summary>How many dots stand side by side.</summary>
    public int Width => unicode ? 2 * columns : columns;

    /// <summary>How many stand one below the other.</summary>
    public int Height => unicode ? 4 * rows : rows;

    /// <summary>Sets the dots of a straight line, both ends included.</summary>
    public void Line((int X, int Y) from, (int X, int Y) to, Style style)
    {
        var steps = Math.Max(1, Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y)));
        for (var step = 0; step <= steps; step++)
            Dot(from.X + (to.X - from.X) * step / steps, from.Y + (to.Y - from.Y) * step / steps, style);
    }

    /// <summary>The character of a cell.</summary>
    public string Text(int column, int row) => (_cells[column, row].Dots, unicode) switch
    {
        (0, _) => " ",
        (_, false) => "*",
        var (dots, _) => ((char)(EmptyBraille + dots)).ToString(),
    };

    /// <summary>The style of a cell: that of the last line through it.</summary>
    public Style StyleOf(int column, int row) => _cells[column, row].Style;

    private void Dot(int x, int y, Style style)
    {
        var (column, row) = unicode ? (x / 2, y / 4) : (x, y);
        var dot = unicode ? _braille[x % 2, y % 4] : 1;
        _cells[column, row] = (_cells[column, row].Dots | dot, style);
    }
}
