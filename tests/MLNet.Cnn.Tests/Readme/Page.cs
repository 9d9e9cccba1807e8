using System.Text.RegularExpressions;

namespace MLNet.Cnn.Tests;

/// <summary>A page of the repository, and the blocks of code in it that a mark names.</summary>
internal sealed class Page(params string[] path)
{
    /// <summary>README, the pages in <c>docs</c> and those of packages, by their paths in the repository; not the tutorial, whose code is regions of its own source and compared with them by <see cref="TutorialTests"/>.</summary>
    public static IEnumerable<string> All { get; } =
    [
        "README.md",
        "src/MLNet.Cnn.TensorFlow/README.md",
        .. Directory.GetFiles(Path.Combine(LibrarySource.Repository, "docs"), "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Where(page => page != "docs/cnn-tutorial.md").Order(StringComparer.Ordinal),
    ];

    private readonly string _text = File.ReadAllText(Path.Combine([LibrarySource.Repository, .. path])).ReplaceLineEndings("\n");

    /// <summary>The pages in <c>docs</c> that have blocks with a mark, by file name.</summary>
    public static IEnumerable<string> InDocs(string mark) =>
        Directory.GetFiles(Path.Combine(LibrarySource.Repository, "docs"), "*.md").Select(file => Path.GetFileName(file))
            .Where(name => new Page("docs", name).Blocks(mark).Any()).Order(StringComparer.Ordinal);

    /// <summary>All blocks of C#: the mark in the line before, empty where there is none, and the code.</summary>
    public IEnumerable<(string Mark, string Code)> CSharp() =>
        Regex.Matches(_text, "(?:^<!-- ([^\n]*) -->\n)?^```(?:csharp|cs|c#)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.IgnoreCase)
            .Select(match => (match.Groups[1].Value, match.Groups[2].Value));

    /// <summary>What stands in the blocks behind <c>&lt;!-- mark --&gt;</c>.</summary>
    public IEnumerable<string> Blocks(string mark) =>
        Regex.Matches(_text, $"<!-- {mark} -->\n```[a-z]+\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);
}
