using Spectre.Console;
using Spectre.Console.Rendering;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>The tutorial on a console: colored in a terminal, plain elsewhere.</summary>
/// <param name="host">The console.</param>
/// <param name="pictureFolder">Where pictures are, as the user calls it.</param>
internal sealed class ConsoleTutorial(SampleHost host, string pictureFolder) : ITutorialOutput
{
    /// <summary>What grids and code need.</summary>
    public const int NarrowestWidth = 80;

    private const int WidestText = 96; // longer lines are hard to read
    private const string Indent = "  ";

    private readonly IAnsiConsole _console = host.Console;

    private bool Unicode => _console.Profile.Capabilities.Unicode;

    /// <inheritdoc/>
    public void Write(TutorialBlock block)
    {
        _console.WriteLine();
        switch (block)
        {
            case ChapterBlock { Chapter: var chapter }:
                Write(new InkLine(new Ink($"{chapter.Number}  {chapter.Title}", Tone.Orange)), Decoration.Bold);
                Write(new InkLine(new Ink(new string('─', Math.Min(_console.Profile.Width, WidestText)), Tone.Quiet)));
                break;
            case SectionBlock { Title: var title }:
                Write(new InkLine(title), Decoration.Bold);
                break;
            case TextBlock { Text: var text }:
                WriteAll(Wrapping.Inked(text, Math.Min(_console.Profile.Width, WidestText)));
                break;
            case CodeBlock { Lines: var lines }:
                WriteAll(lines.Select(line => new InkLine([new($"{Indent}│ ", Tone.Quiet), .. CodeInk.Of(line).Inks])));
                break;
            case LinesBlock { Lines: var lines }:
                WriteAll(lines.Select(line => new InkLine([Indent, .. line.Inks])));
                break;
            case TableBlock table:
                _console.Write(Rows(table));
                break;
            case PictureBlock { Name: var name, Caption: var caption }:
                WriteAll(Wrapping.Inked(caption, Math.Min(_console.Profile.Width, WidestText) - Indent.Length)
                    .Select(line => new InkLine([Indent, .. line.Inks.Select(ink => ink with { Tone = Tone.Quiet })])));
                host.Output.WriteLine($"{Indent}{Path.Combine(pictureFolder, $"{name}.png")}"); // not wrapped: a path must stay whole
                break;
            default:
                throw new ArgumentException($"A console cannot show a {block.GetType().Name}.", nameof(block));
        }
    }

    /// <inheritdoc/>
    public T Follow<T>(string what, Func<T> work) => host.IsTerminal
        ? _console.Status().Spinner(Unicode ? Spinner.Known.Dots : Spinner.Known.Line).SpinnerStyle(StyleOf(Tone.Orange)).Start(Markup.Escape($"{what} ..."), _ => work())
        : work();

    private IRenderable Rows(TableBlock table)
    {
        var rows = new AlignedRows(gap: 2, [.. table.Columns.Select(column => (Shown(column.Head), column.IsNumber ? Justify.Right : Justify.Left))]);
        foreach (var row in table.Rows)
            rows.Add([.. row.Select(cell => (Shown(cell.Text), StyleOf(cell.Tone)))]);
        return rows.Renderable;
    }

    private void WriteAll(IEnumerable<InkLine> lines)
    {
        foreach (var line in lines)
            Write(line);
    }

    private void Write(InkLine line, Decoration decoration = Decoration.None)
    {
        var paragraph = new Paragraph();
        foreach (var ink in line.Inks)
            paragraph.Append(Shown(ink.Text), StyleOf(ink.Tone).Decoration(decoration));
        _console.Write(paragraph);
        _console.WriteLine();
    }

    private string Shown(string text) => Unicode ? text : AsciiText.Of(text);

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Plain => Look.Plain,
        Tone.Quiet => Look.Quiet,
        Tone.Blue => Look.Blue,
        Tone.Orange => Look.Orange,
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "Unknown tone."),
    };
}
