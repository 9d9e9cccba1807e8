using Spectre.Console;
using Spectre.Console.Rendering;

namespace MLNet.Cnn.Samples;

/// <summary>Rows of cells in aligned columns under quiet heads, without lines: the form of every table here.</summary>
internal sealed class AlignedRows
{
    private const int Indent = 2;

    private readonly Grid _grid = new();

    /// <param name="gap">Blanks between columns.</param>
    /// <param name="columns">Head and alignment of each column.</param>
    public AlignedRows(int gap, params IReadOnlyList<(string Head, Justify Alignment)> columns)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            _grid.AddColumn(new GridColumn
            {
                NoWrap = true,
                Alignment = columns[i].Alignment,
                Padding = new Spectre.Console.Padding(i == 0 ? Indent : gap, 0, 0, 0),
            });
        }

        if (columns.Any(column => column.Head.Length > 0))
            Add([.. columns.Select(column => (column.Head, Look.Quiet))]);
    }

    /// <summary>What to write to the console.</summary>
    public IRenderable Renderable => _grid;

    /// <summary>Adds a row of texts. They are not markup: brackets in a class name are brackets.</summary>
    public void Add(params IReadOnlyList<(string Text, Style Style)> cells) =>
        _grid.AddRow([.. cells.Select(cell => new Text(cell.Text, cell.Style))]);

    /// <summary>Adds a row of anything.</summary>
    public void Add(params IRenderable[] cells) => _grid.AddRow(cells);
}
