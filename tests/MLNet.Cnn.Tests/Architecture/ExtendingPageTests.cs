using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MLNet.Cnn.Tests;

/// <summary>docs/extending.md names every place that a new layer or optimizer needs, and no place that is gone.</summary>
public partial class ExtendingPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(LibrarySource.Repository, "docs", "extending.md"));

    private static readonly SyntaxTree[] Sources = [.. Directory.EnumerateFiles(Path.Combine(LibrarySource.Repository, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
        .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file))];

    /// <summary>A list of layers is forgotten in silence; a member of the layer is asked for by the compiler.</summary>
    [Theory]
    [InlineData(typeof(Layer))]
    [InlineData(typeof(Optimizer))]
    public void A_file_that_tells_kinds_apart_is_named_on_the_page(Type ofKind)
    {
        var kinds = typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(ofKind)).Select(type => type.Name).ToHashSet();

        var silent = Sources.Where(source => !source.FilePath.Contains("MLNet.Cnn.Samples", StringComparison.Ordinal) && KindsIn(source, kinds) >= 2).Select(source => Path.GetFileNameWithoutExtension(source.FilePath)).Where(name => !Page.Contains(name, StringComparison.Ordinal));

        Assert.Empty(silent);
    }

    [Fact]
    public void Every_name_on_the_page_is_one_of_the_source()
    {
        var folders = Sources.SelectMany(source => source.FilePath.Split('/', '\\', '.'));
        var declared = Sources.Concat(Tests()).SelectMany(tree => tree.GetRoot().DescendantNodes()).Select(node => node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            EnumMemberDeclarationSyntax member => member.Identifier.Text,
            _ => "",
        }).Concat(folders).ToHashSet();

        var strangers = Names().Matches(ProseOf(Page)).SelectMany(match => match.Groups[1].Value.Split('.')).Distinct().Where(name => !declared.Contains(name));

        Assert.Empty(strangers);
    }

    private static int KindsIn(SyntaxTree source, HashSet<string> kinds) => source.GetRoot().DescendantNodes().OfType<PatternSyntax>().Select(pattern => pattern switch
    {
        DeclarationPatternSyntax declaration => declaration.Type,
        RecursivePatternSyntax recursive => recursive.Type,
        TypePatternSyntax type => type.Type,
        ConstantPatternSyntax constant => constant.Expression,
        _ => null,
    }).OfType<IdentifierNameSyntax>().Select(name => name.Identifier.Text).Where(kinds.Contains).Distinct().Count();

    private static IEnumerable<SyntaxTree> Tests() => Directory.EnumerateFiles(Path.Combine(LibrarySource.Repository, "tests", "MLNet.Cnn.Tests"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin")).Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file)));

    private static string ProseOf(string page) => Regex.Replace(page, "```.*?```", "", RegexOptions.Singleline);

    [GeneratedRegex(@"`([A-Z][A-Za-z0-9]+(?:\.[A-Z][A-Za-z0-9]+)*)(?:<T>)?`")]
    private static partial Regex Names();
}
