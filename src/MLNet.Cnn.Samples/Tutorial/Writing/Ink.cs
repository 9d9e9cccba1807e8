namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>What a color says. Blue and orange can be told apart by readers who see few colors; nothing is said by color alone.</summary>
internal enum Tone
{
    /// <summary>Ordinary text.</summary>
    Plain,

    /// <summary>Remarks and heads of columns.</summary>
    Quiet,

    /// <summary>What goes in: kernels, weights, settings.</summary>
    Blue,

    /// <summary>Where to look: the window, the result.</summary>
    Orange,
}

/// <summary>Some characters in one tone.</summary>
/// <param name="Text">The characters.</param>
/// <param name="Tone">What their color says.</param>
internal readonly record struct Ink(string Text, Tone Tone = Tone.Plain)
{
    public static implicit operator Ink(string text) => new(text);
}

/// <summary>One line of characters that keep their places.</summary>
/// <param name="Inks">Its parts, from left to right.</param>
internal sealed record InkLine(params IReadOnlyList<Ink> Inks)
{
    /// <summary>The characters without their tones.</summary>
    public string Text => string.Concat(Inks.Select(ink => ink.Text));

    /// <summary>How many characters it has.</summary>
    public int Width => Inks.Sum(ink => ink.Text.Length);

    /// <summary>The same line, filled up with blanks.</summary>
    public InkLine PadRight(int width) => Width >= width ? this : new([.. Inks, new string(' ', width - Width)]);
}
