namespace MLNet.Cnn.Samples.Digits;

/// <summary>Draws a gray image with characters, two rows of pixels to a line, because a character is twice as high as wide.</summary>
internal static class TextArt
{
    private const int Inked = 96;
    private const string AsciiShades = " .:-=+*#%@";

    /// <summary>The lines of an image; each has one character per column.</summary>
    /// <param name="pixels">The gray values, row after row; 0 is left blank.</param>
    /// <param name="height">The number of rows.</param>
    /// <param name="width">The number of columns.</param>
    /// <param name="unicode">Half blocks, for a terminal that shows them; otherwise ASCII.</param>
    public static IReadOnlyList<string> Lines(ReadOnlySpan<byte> pixels, int height, int width, bool unicode)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, height * width);
        var lines = new string[(height + 1) / 2];
        var line = new char[width];
        for (var i = 0; i < lines.Length; i++)
        {
            var upper = pixels.Slice(2 * i * width, width);
            var lower = 2 * i + 1 < height ? pixels.Slice((2 * i + 1) * width, width) : [];
            for (var x = 0; x < width; x++)
            {
                var below = lower.IsEmpty ? (byte)0 : lower[x];
                line[x] = unicode ? Block(upper[x], below) : Shade(upper[x], below);
            }

            lines[i] = new(line);
        }

        return lines;
    }

    /// <summary>A half block where only one of the two pixels is inked, which keeps edges sharp.</summary>
    private static char Block(byte upper, byte lower) => (upper >= Inked, lower >= Inked) switch
    {
        (true, false) => '▀',
        (false, true) => '▄',
        (true, true) => '█',
        _ => upper + lower >= Inked ? '░' : ' ',
    };

    /// <summary>The more ink in the two pixels, the more ink in the character.</summary>
    private static char Shade(byte upper, byte lower) => AsciiShades[(upper + lower) * AsciiShades.Length / 511];
}
