namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>Text for where only ASCII is sure to arrive. Each character becomes one, so that columns stay columns.</summary>
internal static class AsciiText
{
    private const string Signs = "×−·→▼│─├└┌┐┘┤┬┴┼█░≈≥≤…";
    private const string Plain = "x-.>v|-+++++++++#.~><.";

    /// <summary>The text in ASCII.</summary>
    public static string Of(string text) => string.Concat(text.Select(letter => Signs.IndexOf(letter) is var place and >= 0 ? Plain[place] : letter));
}
