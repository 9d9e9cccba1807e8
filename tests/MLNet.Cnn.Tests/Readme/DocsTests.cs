using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>The marked code of the pages in <c>docs</c> compiles, runs, and does what the page says.</summary>
public sealed class DocsTests : IDisposable
{
    private readonly PageFolder _folder = new();

    public static TheoryData<string> PagesWithCode => [.. Page.InDocs("code")];

    public static TheoryData<string> Pages => [.. Page.All];

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void The_code_of_a_page_runs_from_its_first_block_to_its_last(string name)
    {
        _folder.WriteKerasModel();

        Snippet.RunFragment(string.Join('\n', new Page("docs", name).Blocks("code")));
    }

    /// <summary>What cannot be run within a test is compiled, with the names at hand that the mark lists; what cannot be compiled either says why.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_block_of_code_says_by_a_mark_how_it_is_tested(string page)
    {
        foreach (var (mark, code) in new Page(page).CSharp())
        {
            if (mark is "code" or "program" or "use in a file")
                continue; // run, by this class, ReadmeTests, ServingTests and PackagesTests
            if (mark == "members")
                Snippet.CompileMembers(code);
            else if (mark.StartsWith("compiled with:", StringComparison.Ordinal))
                Snippet.CompileFragment(code, mark["compiled with:".Length..].Trim());
            else
                Assert.True(mark.StartsWith("not run: ", StringComparison.Ordinal), $"{page}: this code has no mark that says how it is tested (CONTRIBUTING.md lists them):\n{code}");
        }
    }

    public void Dispose() => _folder.Dispose();
}
