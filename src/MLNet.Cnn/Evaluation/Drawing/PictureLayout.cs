using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>A picture whose parts have their places: a title and parts one below the other, with a margin around them.</summary>
internal sealed class PictureLayout
{
    private const int Margin = 16;
    private const int Gap = 12;
    private const int NarrowestTitle = 320;

    private readonly List<(IPicturePart Part, SKPointI At)> _places = [];

    public PictureLayout(string title, params IReadOnlyList<IPicturePart> parts)
    {
        int width = parts.Max(part => part.Size.Width);
        if (title.Length > 0)
        {
            // A title may make a small picture wider before it is broken.
            width = Math.Max(width, Math.Min(NarrowestTitle, (int)Math.Ceiling(PictureFont.Title.Width(title))));
            parts = [new TextLines(title, PictureFont.Title, Palette.Text, width), .. parts];
        }
        int top = Margin;
        foreach (var part in parts)
        {
            _places.Add((part, new(Margin, top)));
            top += part.Size.Height + Gap;
        }
        Width = width + 2 * Margin;
        Height = top - Gap + Margin;
    }

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    public void Draw(Pen pen)
    {
        pen.Fill(SKRect.Create(Width, Height), Palette.Background);
        foreach (var (part, at) in _places)
            part.Draw(pen, at);
    }
}
