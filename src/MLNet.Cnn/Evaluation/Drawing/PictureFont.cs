using SkiaSharp;

namespace MLNet.Cnn;

/// <summary>Text of pictures in one size, in a font that is part of this library: machines without fonts draw the same as others.</summary>
/// <remarks>Inter, under the SIL Open Font License (<c>Fonts/Inter-LICENSE.txt</c>): Latin, Greek and Cyrillic letters and some signs. Others show as a box.</remarks>
internal sealed class PictureFont
{
    private const string Resource = "MLNet.Cnn.Inter-Regular.ttf";
    private static readonly SKTypeface Typeface = Load();

    private readonly SKFont _font;

    private PictureFont(float size, float lineHeight)
    {
        // Unhinted: hinting differs between platforms.
        _font = new SKFont(Typeface, size) { Subpixel = true, Hinting = SKFontHinting.None };
        LineHeight = lineHeight;
    }

    public static PictureFont Title { get; } = new(size: 17, lineHeight: 24);

    public static PictureFont Label { get; } = new(size: 13, lineHeight: 18);

    public static PictureFont Small { get; } = new(size: 12, lineHeight: 16);

    /// <summary>From one line to the next, in pixels.</summary>
    public float LineHeight { get; }

    /// <summary>How far capital letters reach above the line they stand on.</summary>
    public float CapitalHeight => _font.Metrics.CapHeight;

    /// <summary>From the top of a block of text to where one of its lines stands, counted from 0.</summary>
    public float Baseline(int line) => line * LineHeight + (LineHeight + CapitalHeight) / 2;

    public float Width(string text) => _font.MeasureText(Glyphs(text));

    /// <summary>The text's outlines, its line beginning at (0, 0).</summary>
    public SKPath Outlines(string text)
    {
        ushort[] glyphs = Glyphs(text);
        var offsets = new float[glyphs.Length];
        _font.GetGlyphOffsets(glyphs, offsets, origin: 0);
        var outlines = new SKPath();
        for (int i = 0; i < glyphs.Length; i++)
        {
            using var outline = _font.GetGlyphPath(glyphs[i]);
            if (outline is not null)
                outlines.AddPath(outline, offsets[i], 0);
        }
        return outlines;
    }

    /// <summary>The text, or its beginning with an ellipsis where it is wider than allowed.</summary>
    public string Trim(string text, float width)
    {
        if (Width(text) <= width)
            return text;
        int length = text.Length;
        while (length > 0 && Width(Cut(text, length)) > width)
            length--;
        return Cut(text, length);
    }

    /// <summary>The text in lines no wider than allowed, broken at blanks where there are some; the last of the lines allowed ends in an ellipsis if it must.</summary>
    public IReadOnlyList<string> Wrap(string text, float width, int maximumLines)
    {
        var lines = new List<string>();
        foreach (string paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            string rest = paragraph.Trim();
            while (Width(rest) > width && lines.Count < maximumLines - 1)
            {
                int length = LineLength(rest, width);
                lines.Add(rest[..length].TrimEnd());
                rest = rest[length..].TrimStart();
            }
            lines.Add(rest);
        }
        bool cut = lines.Count > maximumLines;
        return [.. lines.Take(maximumLines).Select((line, index) => Trim(cut && index == maximumLines - 1 ? line + "…" : line, width))];
    }

    /// <summary>How much of a text that is too wide goes into one line; at least one character.</summary>
    private int LineLength(string text, float width)
    {
        int length = 1;
        while (length < text.Length && Width(text[..(length + 1)]) <= width)
            length++;
        int blank = text.LastIndexOf(' ', Math.Min(length, text.Length - 1));
        if (blank > 0)
            return blank;
        return char.IsHighSurrogate(text[length - 1]) && length < text.Length ? length + 1 : length;
    }

    /// <summary>One glyph for each character; what is no valid text shows as U+FFFD does.</summary>
    private ushort[] Glyphs(string text) => [.. text.EnumerateRunes().Select(rune => _font.GetGlyph(rune.Value))];

    private static string Cut(string text, int length) =>
        text[..(length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)].TrimEnd() + "…";

    private static SKTypeface Load()
    {
        using var stream = typeof(PictureFont).Assembly.GetManifestResourceStream(Resource)!;
        return SKTypeface.FromStream(stream);
    }
}
