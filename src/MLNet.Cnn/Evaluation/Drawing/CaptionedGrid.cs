using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Images of one or several sizes in rows and columns, a caption below each.</summary>
internal sealed class CaptionedGrid : IPicturePart
{
    private const int Gap = 10;
    private const int CaptionGap = 4;
    private const int MaximumCaptionLines = 3;
    private const int NarrowestCaption = 72; // about eleven letters
    private const double PreferredAspect = 1.5;

    private static readonly PictureFont Font = PictureFont.Small;

    private readonly IReadOnlyList<GridCell> _cells;
    private readonly IReadOnlyList<IReadOnlyList<string>> _captions;
    private readonly int _columns;
    private readonly SKSizeI _image, _cell;

    /// <param name="cells">The images; at least one.</param>
    /// <param name="columns">How many stand side by side, or <see langword="null"/> for as many as make the grid somewhat wider than high.</param>
    public CaptionedGrid(IReadOnlyList<GridCell> cells, int? columns)
    {
        _cells = cells;
        _image = new(cells.Max(cell => cell.Size.Width), cells.Max(cell => cell.Size.Height));
        // A caption may make small images stand wider apart before it is broken.
        int width = Math.Max(_image.Width, Math.Min(NarrowestCaption, (int)Math.Ceiling(cells.Max(cell => Font.Width(cell.Caption)))));
        _captions = [.. cells.Select(cell => cell.Caption.Length == 0 ? [] : Font.Wrap(cell.Caption, width, MaximumCaptionLines))];
        int lineCount = _captions.Max(lines => lines.Count);
        int captionHeight = lineCount > 0 ? CaptionGap + (int)Math.Ceiling(lineCount * Font.LineHeight) : 0;
        _cell = new(width, _image.Height + captionHeight);
        _columns = Math.Min(cells.Count, columns ?? PreferredColumns(cells.Count));
        int rows = (cells.Count + _columns - 1) / _columns;
        Size = new(_columns * (_cell.Width + Gap) - Gap, rows * (_cell.Height + Gap) - Gap);
    }

    /// <inheritdoc/>
    public SKSizeI Size { get; }

    /// <inheritdoc/>
    public void Draw(Pen pen, SKPointI at)
    {
        for (int index = 0; index < _cells.Count; index++)
            DrawCell(pen, index, new(at.X + index % _columns * (_cell.Width + Gap), at.Y + index / _columns * (_cell.Height + Gap)));
    }

    private void DrawCell(Pen pen, int index, SKPointI at)
    {
        var size = _cells[index].Size;
        // Images in the middle of their cells, captions all on one height.
        var area = SKRect.Create(at.X + (_cell.Width - size.Width) / 2, at.Y + (_image.Height - size.Height) / 2, size.Width, size.Height);
        using (var bitmap = _cells[index].Draw())
            pen.Image(bitmap, area.Location);
        pen.Frame(area, Palette.Frame);
        for (int line = 0; line < _captions[index].Count; line++)
            pen.Text(_captions[index][line], Font, new(at.X + _cell.Width / 2f, at.Y + _image.Height + CaptionGap + Font.Baseline(line)), Palette.Text, SKTextAlign.Center);
    }

    private int PreferredColumns(int count) =>
        Math.Max(1, (int)Math.Round(Math.Sqrt(PreferredAspect * count * (_cell.Height + Gap) / (_cell.Width + Gap))));
}
