namespace MLNet.Cnn;

/// <summary>A column of a text table, all cells of one width.</summary>
internal sealed class TextColumn
{
    /// <summary>What stands between columns.</summary>
    public const string Gap = "  ";

    /// <param name="head">What stands above it.</param>
    /// <param name="texts">Its cells.</param>
    /// <param name="widest">Longer texts end in an ellipsis.</param>
    /// <param name="isNumber">Whether the cells stand to the right.</param>
    public TextColumn(string head, IReadOnlyList<string> texts, int widest, bool isNumber = false)
    {
        string[] fitted = [.. texts.Prepend(head).Select(text => TextWidth.Fit(text, widest))];
        Width = fitted.Max(TextWidth.Of);
        Cells = [.. fitted.Select(text => TextWidth.Pad(text, Width, isNumber))];
    }

    /// <summary>In places of a terminal.</summary>
    public int Width { get; }

    /// <summary>The head and the cells below it.</summary>
    public IReadOnlyList<string> Cells { get; }
}
