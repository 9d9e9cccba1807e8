using System.Text;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>The tutorial as Markdown. What was measured stands between two comments, so that a test can leave it out.</summary>
/// <param name="pictureFolder">Where pictures are, as the page calls it.</param>
internal sealed class MarkdownTutorial(string pictureFolder) : ITutorialOutput
{
    /// <summary>Stands before what was measured.</summary>
    public const string MeasuredBegin = "<!-- measured -->";

    /// <summary>Stands behind it.</summary>
    public const string MeasuredEnd = "<!-- /measured -->";

    private const int TextWidth = 120;

    private readonly StringBuilder _text = new();

    /// <summary>What was written so far.</summary>
    public string Text => _text.ToString();

    /// <inheritdoc/>
    public void Write(TutorialBlock block)
    {
        if (block.IsMeasured)
            Lines(MeasuredBegin, "");
        Lines(Content(block));
        Lines("");
        if (block.IsMeasured)
            Lines(MeasuredEnd, "");
    }

    /// <inheritdoc/>
    public T Follow<T>(string what, Func<T> work) => work();

    private IEnumerable<string> Content(TutorialBlock block) => block switch
    {
        ChapterBlock { Chapter: var chapter } =>
            [$"## {chapter.Number}. {chapter.Title}", "", "```sh", $"dotnet run -c Release --project src/MLNet.Cnn.Samples -- tutorial {chapter.Name}", "```"],
        SectionBlock { Title: var title } => [$"### {title}"],
        TextBlock { Text: var text } => Wrapping.Lines(text, TextWidth),
        CodeBlock { Lines: var lines } => ["```csharp", .. lines, "```"],
        LinesBlock { Lines: var lines } => ["```text", .. lines.Select(line => line.Text.TrimEnd()), "```"],
        TableBlock table =>
        [
            Row(table.Columns.Select(column => column.Head)),
            Row(table.Columns.Select(column => column.IsNumber ? "---:" : "---")),
            .. table.Rows.Select(row => Row(row.Select(cell => cell.Text))),
        ],
        PictureBlock { Name: var name, Caption: var caption } => [$"![{caption}]({pictureFolder}/{name}.png)", "", $"*{caption}*"],
        _ => throw new ArgumentException($"A page cannot show a {block.GetType().Name}.", nameof(block)),
    };

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    private void Lines(params IEnumerable<string> lines)
    {
        foreach (var line in lines)
            _text.Append(line).Append('\n');
    }
}
