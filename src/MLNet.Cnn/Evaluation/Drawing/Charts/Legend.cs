using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>What the lines of charts mean: entries side by side, in as many rows as they need.</summary>
internal sealed class Legend : IPicturePart
{
    private const int SampleWidth = 26;
    private const int SampleGap = 7;
    private const int EntryGap = 22;

    private static readonly PictureFont Font = PictureFont.Label;

    private readonly List<(LegendEntry Entry, string Text, SKPoint At)> _places = [];

    /// <param name="entries">The entries, in their order.</param>
    /// <param name="width">How wide it may be, in pixels.</param>
    public Legend(IReadOnlyList<LegendEntry> entries, int width)
    {
        float x = 0, y = 0;
        foreach (var entry in entries)
        {
            string text = Font.Trim(entry.Name, width - SampleWidth - SampleGap);
            float needed = SampleWidth + SampleGap + Font.Width(text);
            if (x > 0 && x + needed > width)
                (x, y) = (0, y + Font.LineHeight);
            _places.Add((entry, text, new(x, y)));
            x += needed + EntryGap;
        }
        Size = new(width, (int)Math.Ceiling(y + Font.LineHeight));
    }

    /// <inheritdoc/>
    public SKSizeI Size { get; }

    /// <inheritdoc/>
    public void Draw(Pen pen, SKPointI at)
    {
        foreach (var (entry, text, place) in _places)
        {
            float x = at.X + place.X, y = at.Y + place.Y, middle = y + Font.LineHeight / 2;
            pen.Line([new(x, middle), new(x + SampleWidth, middle)], entry.Style);
            pen.Text(text, Font, new(x + SampleWidth + SampleGap, y + Font.Baseline(0)), Palette.Text);
        }
    }
}

/// <summary>One entry of a legend.</summary>
/// <param name="Name">What it means.</param>
/// <param name="Style">How its line is drawn.</param>
internal sealed record LegendEntry(string Name, LineStyle Style);
