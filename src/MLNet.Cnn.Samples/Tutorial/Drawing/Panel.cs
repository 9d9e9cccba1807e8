namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>A block of lines under a title, to stand beside others.</summary>
/// <param name="Title">What stands above.</param>
/// <param name="Lines">The lines.</param>
internal sealed record Panel(string Title, IReadOnlyList<InkLine> Lines)
{
    private int Width => Math.Max(Title.Length, Lines.Max(line => line.Width));

    /// <summary>Numbers in cells. What is marked stands in orange brackets: color alone says nothing.</summary>
    /// <param name="title">What stands above.</param>
    /// <param name="plane">The numbers.</param>
    /// <param name="isMarked">Which cells are marked. Default: none.</param>
    /// <param name="tone">The tone of the others.</param>
    public static Panel Of(string title, Plane plane, Func<int, int, bool>? isMarked = null, Tone tone = Tone.Plain)
    {
        var width = plane.Values.Max(value => Arithmetic.Number(value).Length);
        return new(title, [.. Enumerable.Range(0, plane.Height).Select(row => new InkLine([.. Enumerable.Range(0, plane.Width).Select(column => Cell(row, column))]))]);

        Ink Cell(int row, int column)
        {
            var number = Arithmetic.Number(plane[row, column]).PadLeft(width);
            return isMarked?.Invoke(row, column) == true ? new($"[{number}]", Tone.Orange) : new($" {number} ", tone);
        }
    }

    /// <summary>Cells that are marked or not, without numbers.</summary>
    /// <param name="title">What stands above.</param>
    /// <param name="size">Rows and columns.</param>
    /// <param name="isMarked">Which cells are marked.</param>
    public static Panel Of(string title, Size2D size, Func<int, int, bool> isMarked) =>
        new(title, [.. Enumerable.Range(0, size.Height).Select(row => new InkLine(
            [.. Enumerable.Range(0, size.Width).Select(column => isMarked(row, column) ? new Ink("[x]", Tone.Orange) : new Ink(" · ", Tone.Quiet))]))]);

    /// <summary>A sign between two panels.</summary>
    public static Panel Sign(string sign) => new("", [new InkLine(sign)]);

    /// <summary>The lines of panels side by side, each in the middle of the height.</summary>
    public static IEnumerable<InkLine> Row(params IReadOnlyList<Panel> panels)
    {
        const string gap = "   ";
        var height = panels.Max(panel => panel.Lines.Count);
        if (panels.Any(panel => panel.Title.Length > 0))
            yield return Join(panel => new InkLine(new Ink(panel.Title, Tone.Quiet)));
        for (var line = 0; line < height; line++)
        {
            var place = line;
            yield return Join(panel => place - (height - panel.Lines.Count) / 2 is var own && own >= 0 && own < panel.Lines.Count ? panel.Lines[own] : new InkLine());
        }

        InkLine Join(Func<Panel, InkLine> part) => new([.. panels.SelectMany((panel, index) => (Ink[])[index == 0 ? "" : gap, .. part(panel).PadRight(panel.Width).Inks])]);
    }

    public static implicit operator Panel(string sign) => Sign(sign);
}
