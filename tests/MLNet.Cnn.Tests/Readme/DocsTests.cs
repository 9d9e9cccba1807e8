using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>The marked code of the pages in <c>docs</c> compiles, runs, and does what the page says.</summary>
public sealed class DocsTests : IDisposable
{
    private readonly PageFolder _folder = new();

    public static TheoryData<string> PagesWithCode => [.. Page.InDocs("code")];

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void The_code_of_a_page_runs_from_its_first_block_to_its_last(string name)
    {
        _folder.WriteKerasModel();

        Snippet.RunFragment(string.Join('\n', new Page("docs", name).Blocks("code")));
    }

    public void Dispose() => _folder.Dispose();
}
