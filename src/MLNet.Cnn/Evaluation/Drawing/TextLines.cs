using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Text in lines of a width.</summary>
internal sealed class TextLines : IPicturePart
{
    private const int MaximumLines = 3;

    private readonly IReadOnlyList<string> _lines;
    private readonly PictureFont _font;
    private readonly SKColor _color;

    public TextLines(string text, PictureFont font, SKColor color, int width)
    {
        (_font, _color) = (font, color);
        _lines = font.Wrap(text, width, MaximumLines);
        Size = new(width, (int)Math.Ceiling(_lines.Count * font.LineHeight));
    }

    /// <summary>A line above a part, as wide as it is.</summary>
    public static TextLines Label(string text) => new(text, PictureFont.Label, Palette.Text, (int)Math.Ceiling(PictureFont.Label.Width(text)));

    /// <inheritdoc/>
    public SKSizeI Size { get; }

    /// <inheritdoc/>
    public void Draw(Pen pen, SKPointI at)
    {
        for (int line = 0; line < _lines.Count; line++)
            pen.Text(_lines[line], _font, new(at.X, at.Y + _font.Baseline(line)), _color);
    }
}
