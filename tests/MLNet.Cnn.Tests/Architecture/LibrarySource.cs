using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MLNet.Cnn.Tests;

/// <summary>The library's source, compiled in memory, so that tests can ask who uses what.</summary>
internal sealed class LibrarySource
{
    private readonly CSharpCompilation _compilation;

    public LibrarySource()
    {
        Root = Path.Combine(Repository, "src", "MLNet.Cnn");
        Files = [.. Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal)];
        var implicitUsings = CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;");
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is not ("MLNet.Cnn.dll" or "MLNet.Cnn.Tests.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        _compilation = CSharpCompilation.Create(
            "MLNet.Cnn",
            [implicitUsings, .. Files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file))],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    public static string Repository { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", "..", ".."));

    public string Root { get; }

    public ImmutableArray<string> Files { get; }

    /// <summary>The folder of a file below the library's root, with slashes: <c>Engines/Torch</c>.</summary>
    public string FolderOf(string file) => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Replace('\\', '/');

    /// <summary>Every use of a symbol: the file that uses it, and the type that is used (or has the member that is).</summary>
    public IEnumerable<(string File, INamedTypeSymbol Used)> Uses()
    {
        foreach (var tree in _compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            var model = _compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var symbol = model.GetSymbolInfo(name).Symbol;
                var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
                if (type is not null)
                    yield return (tree.FilePath, type.OriginalDefinition);
            }
        }
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
