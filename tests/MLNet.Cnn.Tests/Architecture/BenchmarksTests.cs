using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MLNet.Cnn.Tests;

/// <summary>The benchmarks are not built with the tests, which would take another copy of all native libraries; here their source is compiled in memory.</summary>
public class BenchmarksTests
{
    [Fact]
    public void The_benchmarks_compile_against_the_library_as_it_is()
    {
        var cancellation = TestContext.Current.CancellationToken;
        string folder = Path.Combine(LibrarySource.Repository, "benchmarks", "MLNet.Cnn.Benchmarks");
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));
        var implicitUsings = CSharpSyntaxTree.ParseText(
            "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;", cancellationToken: cancellation);
        // Under its own name, to which the library's internals are visible.
        var compilation = CSharpCompilation.Create(
            "MLNet.Cnn.Benchmarks",
            [implicitUsings, .. files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file, cancellationToken: cancellation))],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path) != "MLNet.Cnn.Tests.dll").Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, allowUnsafe: true));

        Assert.Empty(compilation.GetDiagnostics(cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }
}
