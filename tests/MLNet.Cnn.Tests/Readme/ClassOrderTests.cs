using System.Text.RegularExpressions;

namespace MLNet.Cnn.Tests;

/// <summary>Whoever copies an example gets scores in an order that can be guessed.</summary>
public partial class ClassOrderTests
{
    [Fact]
    public void Every_example_sorts_the_classes_by_value()
    {
        string[] examples =
        [
            Path.Combine(LibrarySource.Repository, "README.md"),
            .. Directory.GetFiles(Path.Combine(LibrarySource.Repository, "docs"), "*.md"),
            .. Directory.GetFiles(Path.Combine(LibrarySource.Repository, "src", "MLNet.Cnn.Samples"), "*.cs", SearchOption.AllDirectories),
        ];

        var unsorted = examples.Where(file => UnsortedKeys().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName);

        Assert.Empty(unsorted);
    }

    [GeneratedRegex(@"MapValueToKey\(""[^"",]*""(, ""[^"",]*"")?\)")]
    private static partial Regex UnsortedKeys();
}
