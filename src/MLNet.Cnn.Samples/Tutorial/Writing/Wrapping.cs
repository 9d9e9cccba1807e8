namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>Breaks paragraphs into lines.</summary>
internal static class Wrapping
{
    /// <summary>The lines of a paragraph; what stands between backticks is in another tone, without them.</summary>
    /// <param name="text">The paragraph.</param>
    /// <param name="width">How many characters a line may have; a longer word stands alone.</param>
    public static IEnumerable<InkLine> Inked(string text, int width)
    {
        var isCode = false;
        foreach (var line in Lines(text, width, word => word.Length - word.Count(letter => letter == '`')))
        {
            var inks = new List<Ink>();
            foreach (var (index, part) in line.Split('`').Index())
            {
                isCode ^= index > 0;
                if (part.Length > 0)
                    inks.Add(new(part, isCode ? Tone.Blue : Tone.Plain));
            }

            yield return new(inks);
        }
    }

    /// <summary>The lines of a paragraph as it is.</summary>
    public static IEnumerable<string> Lines(string text, int width) => Lines(text, width, word => word.Length);

    private static IEnumerable<string> Lines(string text, int width, Func<string, int> measure)
    {
        var line = new List<string>();
        var length = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Count > 0 && length + 1 + measure(word) > width)
            {
                yield return string.Join(' ', line);
                line.Clear();
                length = 0;
            }

            length += measure(word) + (line.Count > 0 ? 1 : 0);
            line.Add(word);
        }

        if (line.Count > 0)
            yield return string.Join(' ', line);
    }
}
