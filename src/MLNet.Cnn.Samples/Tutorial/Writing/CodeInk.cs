using System.Text.RegularExpressions;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>Tones for lines of C#: words of the language blue, texts orange, comments quiet.</summary>
internal static partial class CodeInk
{
    /// <summary>The line in its tones.</summary>
    public static InkLine Of(string line)
    {
        var inks = new List<Ink>();
        var end = 0;
        foreach (Match match in Token().Matches(line))
        {
            inks.Add(line[end..match.Index]);
            inks.Add(new(match.Value, match.Value[0] switch { '/' => Tone.Quiet, '"' or '$' => Tone.Orange, _ => Tone.Blue }));
            end = match.Index + match.Length;
        }

        inks.Add(line[end..]);
        return new([.. inks.Where(ink => ink.Text.Length > 0)]);
    }

    [GeneratedRegex("""//.*$|\$?"[^"]*"|\b(?:var|new|using|return|static|for|foreach|int|float|double|string|bool|true|false|null|if|in|out)\b""")]
    private static partial Regex Token();
}
