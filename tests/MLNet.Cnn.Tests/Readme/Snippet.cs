using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>Compiles code out of a page and runs it in this process.</summary>
internal static class Snippet
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    /// <summary>Runs top-level statements with what they declare.</summary>
    public static void RunProgram(string code)
    {
        var entry = Compile(OutputKind.ConsoleApplication, code).EntryPoint!;
        entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [Array.Empty<string>()], null);
    }

    /// <summary>Runs statements that may use <c>mlContext</c>, and <c>train</c>, the training images of the <see cref="PageFolder"/>.</summary>
    public static void RunFragment(string code)
    {
        var mlContext = new MLContext(seed: 1);
        var assembly = CompileFragment(code);
        assembly.GetType("Fragment")!.GetMethod("Run")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null,
            [mlContext, mlContext.Data.LoadFromIdx("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")], null);
    }

    /// <summary>Compiles such statements, with further names at hand.</summary>
    /// <param name="code">The statements.</param>
    /// <param name="names">The names with their types, as parameters of a method.</param>
    public static Assembly CompileFragment(string code, string names = "") => CompileMembers($$"""
            public static void Run(MLContext mlContext, IDataView train{{(names.Length == 0 ? "" : $", {names}")}})
            {
        {{code}}
            }
        """);

    /// <summary>Compiles members of a static class.</summary>
    public static Assembly CompileMembers(string code) => Compile(OutputKind.DynamicallyLinkedLibrary, $$"""
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using Microsoft.ML.Transforms;
        using MLNet.Cnn;

        public static class Fragment
        {
        {{code}}
        }
        """);

    private static Assembly Compile(OutputKind kind, string code)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            $"Snippet{Guid.NewGuid():N}", [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(code)], references, new CSharpCompilationOptions(kind));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(image.ToArray());
    }
}
