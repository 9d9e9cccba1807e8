using System.Text.RegularExpressions;

namespace MLNet.Cnn.Tests;

/// <summary>Whoever copies an example gets scores in an order that can be guessed.</summary>
public partial class ClassOrderTests
{
    [Fact]
    public void Every_example_sorts_the_classes_by_value_or_lists_them()
    {
        string[] pages = [Path.Combine(LibrarySource.Repository, "README.md"), .. Directory.GetFiles(Path.Combine(LibrarySource.Repository, "docs"), "*.md")];
        string[] sources = Directory.GetFiles(Path.Combine(LibrarySource.Repository, "src", "MLNet.Cnn.Samples"), "*.cs", SearchOption.AllDirectories);

        var unsorted = pages.Where(page => Code().Matches(File.ReadAllText(page)).Any(code => UnsortedKeys().IsMatch(code.Value)))
            .Concat(sources.Where(source => UnsortedKeys().IsMatch(File.ReadAllText(source)))).Select(Path.GetFileName);

        Assert.Empty(unsorted);
    }

    [GeneratedRegex("^```csharp\r?\n.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"MapValueToKey\(""[^"",]*""(, ""[^"",]*"")?\)")]
    private static partial Regex UnsortedKeys();
}
