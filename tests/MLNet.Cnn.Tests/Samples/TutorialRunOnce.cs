using MLNet.Cnn.Samples;
using MLNet.Cnn.Samples.Tutorial;

namespace MLNet.Cnn.Tests;

/// <summary>A chapter run once, with trainings as short as can be, and written both ways.</summary>
/// <param name="Markdown">As a page.</param>
/// <param name="Plain">As plain text.</param>
/// <param name="Pictures">The names of the pictures it drew.</param>
internal sealed record TutorialRunOnce(string Markdown, string Plain, IReadOnlyList<string> Pictures)
{
    public static TutorialRunOnce Of(TutorialChapter chapter)
    {
        using var folder = new SampleFolder();
        using var plain = new StringWriter();
        var host = SampleHost.Plain(plain, TextWriter.Null);
        var output = new Both(new MarkdownTutorial(TutorialFile.Pictures), new ConsoleTutorial(host, "pictures"));
        var page = new TutorialPage(output, Settings(folder.Path), new TrainingControl());
        Assert.Equal(ExitCode.Success, TutorialRun.Run([chapter], page));
        return new(output.Markdown.Text, plain.ToString(), [.. Directory.GetFiles(folder.Path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)]);
    }

    public static TutorialSettings Settings(string pictureFolder) =>
        new() { PictureFolder = pictureFolder, Digits = new(Training: 120, Test: 40), Threads = 1, IsTrial = true };

    private sealed class Both(MarkdownTutorial markdown, ConsoleTutorial console) : ITutorialOutput
    {
        public MarkdownTutorial Markdown => markdown;

        public void Write(TutorialBlock block)
        {
            markdown.Write(block);
            console.Write(block);
            AssertFits(block);
        }

        /// <summary>What is wider than a console of 80 columns would be wrapped.</summary>
        private static void AssertFits(TutorialBlock block)
        {
            const int indent = 2, codeIndent = 4, gap = 2;
            IEnumerable<int> widths = block switch
            {
                LinesBlock { Lines: var lines } => lines.Select(line => indent + line.Width),
                CodeBlock { Lines: var lines } => lines.Select(line => codeIndent + line.Length),
                TableBlock table => [indent - gap + table.Columns.Select((column, index) => gap + table.Rows.Select(row => row[index].Text).Append(column.Head).Max(text => text.Length)).Sum()],
                _ => [],
            };
            Assert.All(widths, width => Assert.InRange(width, 0, ConsoleTutorial.NarrowestWidth));
        }

        public T Follow<T>(string what, Func<T> work) => work();
    }
}
