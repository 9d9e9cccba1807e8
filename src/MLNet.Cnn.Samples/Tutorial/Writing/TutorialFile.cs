using System.Text;
using System.Text.RegularExpressions;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>The page in docs: an introduction and the chapters, each of which can be written anew alone.</summary>
internal static partial class TutorialFile
{
    /// <summary>Where pictures are, seen from the page.</summary>
    public const string Pictures = "images/tutorial";

    /// <summary>The folder for the pictures of a page.</summary>
    public static string PictureFolder(string page) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(page))!, Pictures);

    /// <summary>Runs chapters and writes the page, with the other chapters as they were.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Write(string page, IReadOnlyList<TutorialChapter> chapters, TutorialSettings settings, TrainingControl control)
    {
        var fresh = new Dictionary<string, string>();
        foreach (var chapter in chapters)
        {
            var output = new MarkdownTutorial(Pictures);
            var exitCode = TutorialRun.Run([chapter], new TutorialPage(output, settings, control));
            if (exitCode != ExitCode.Success)
                return exitCode;
            fresh[chapter.Name] = output.Text;
        }

        // Read only now: other chapters may have been written meanwhile.
        var written = File.Exists(page) ? Read(File.ReadAllText(page)) : [];
        foreach (var (name, chapter) in fresh)
            written[name] = chapter;
        var text = new StringBuilder(TutorialIntroduction.Markdown(settings.Threads));
        foreach (var chapter in TutorialBook.Chapters.Where(chapter => written.ContainsKey(chapter.Name)))
            text.Append($"<!-- chapter {chapter.Name} -->\n\n").Append(written[chapter.Name]);
        OutputFile.Write(page, Encoding.UTF8.GetBytes(text.ToString().TrimEnd('\n') + "\n"));
        return ExitCode.Success;
    }

    /// <summary>What stands before the first chapter of a page.</summary>
    public static string Introduction(string page) => ChapterMark().Split(page.ReplaceLineEndings("\n"))[0];

    /// <summary>The chapters of a page by their names.</summary>
    public static Dictionary<string, string> Read(string page)
    {
        var parts = ChapterMark().Split(page.ReplaceLineEndings("\n")); // introduction, name, text, name, text, …
        return Enumerable.Range(0, parts.Length / 2).ToDictionary(i => parts[2 * i + 1], i => parts[2 * i + 2].TrimEnd('\n') + "\n\n");
    }

    /// <summary>A chapter without what was measured.</summary>
    public static string Stable(string chapter) => Measured().Replace(chapter, "").TrimEnd('\n');

    [GeneratedRegex(@"<!-- chapter ([a-z]+) -->\n\n")]
    private static partial Regex ChapterMark();

    [GeneratedRegex(MarkdownTutorial.MeasuredBegin + @".*?" + MarkdownTutorial.MeasuredEnd + "\n*", RegexOptions.Singleline)]
    private static partial Regex Measured();
}
