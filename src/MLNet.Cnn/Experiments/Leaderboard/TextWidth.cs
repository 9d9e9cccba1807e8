using System.Globalization;
using System.Text;

namespace MLNet.Cnn;

/// <summary>How many places text takes in a terminal, where East Asian letters and emoji take two.</summary>
internal static class TextWidth
{
    // The blocks that Unicode's EastAsianWidth.txt lists as wide, without their few gaps.
    private static readonly (int First, int Last)[] _wide =
        [(0x1100, 0x115F), (0x2E80, 0x303E), (0x3041, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6), (0x1F300, 0x1FAFF), (0x20000, 0x3FFFD)];

    public static int Of(string text) => Elements(text).Sum(OfElement);

    /// <summary>The text on one line, without what moves the cursor; its beginning and an ellipsis where it is too wide.</summary>
    public static string Fit(string text, int width)
    {
        string line = string.Concat(text.EnumerateRunes().Select(rune => Rune.IsControl(rune) ? " " : rune.ToString()));
        if (Of(line) <= width)
            return line;
        var beginning = new StringBuilder();
        int used = 1; // the ellipsis
        foreach (string element in Elements(line))
        {
            used += OfElement(element);
            if (used > width)
                break;
            beginning.Append(element);
        }
        return beginning.Append('…').ToString();
    }

    /// <summary>The text with blanks in front or behind.</summary>
    public static string Pad(string text, int width, bool toTheRight)
    {
        string blanks = new(' ', Math.Max(0, width - Of(text)));
        return toTheRight ? blanks + text : text + blanks;
    }

    /// <summary>The text in lines, broken at blanks; a word that is longer than a line has one of its own.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && Of(line.ToString()) + 1 + Of(word) > width)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(Fit(word, int.MaxValue));
        }
        yield return line.ToString();
    }

    private static int OfElement(string element)
    {
        int value = element.EnumerateRunes().First().Value;
        return Array.Exists(_wide, block => value >= block.First && value <= block.Last) ? 2 : 1;
    }

    private static IEnumerable<string> Elements(string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
            yield return elements.GetTextElement();
    }
}
