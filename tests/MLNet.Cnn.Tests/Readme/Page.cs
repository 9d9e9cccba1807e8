using System.Text.RegularExpressions;

namespace MLNet.Cnn.Tests;

/// <summary>A page of the repository, and the blocks of code in it that a mark names.</summary>
internal sealed class Page(params string[] path)
{
    private readonly string _text = File.ReadAllText(Path.Combine([LibrarySource.Repository, .. path])).ReplaceLineEndings("\n");

    /// <summary>The pages in <c>docs</c> that have blocks with a mark, by file name.</summary>
    public static IEnumerable<string> InDocs(string mark) =>
        Directory.GetFiles(Path.Combine(LibrarySource.Repository, "docs"), "*.md").Select(file => Path.GetFileName(file))
            .Where(name => new Page("docs", name).Blocks(mark).Any()).Order(StringComparer.Ordinal);

    /// <summary>What stands in the blocks behind <c>&lt;!-- mark --&gt;</c>.</summary>
    public IEnumerable<string> Blocks(string mark) =>
        Regex.Matches(_text, $"<!-- {mark} -->\n```[a-z]+\n(.*?)```", RegexOptions.Singleline).Select(match => match.Groups[1].Value);
}
