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

    [Fact]
    public void The_program_for_one_photo_loads_the_model_that_the_readme_saves()
    {
        _folder.WritePhotos();
        Snippet.RunFragment(new Page("README.md").Blocks("code").Single(code => code.Contains("photos.zip", StringComparison.Ordinal)));

        Snippet.RunProgram(Assert.Single(new Page("docs", "images.md").Blocks("program")));

        Assert.Matches(@$"^({string.Join('|', DrawnFiles.Classes)}) \d+[.,]\d ?%$", _folder.Output.Trim().Split('\n')[^1]);
    }

    [Fact]
    public void A_photo_without_a_label_is_refused_as_the_page_says()
    {
        _folder.WritePhotos();
        Snippet.RunFragment(new Page("README.md").Blocks("code").Single(code => code.Contains("photos.zip", StringComparison.Ordinal)));
        string program = Assert.Single(new Page("docs", "images.md").Blocks("program"));

        var exception = Assert.ThrowsAny<Exception>(() => Snippet.RunProgram(string.Join('\n', program.Split('\n').Where(line => !line.Contains("string Label", StringComparison.Ordinal)))));

        Assert.Contains("Label", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();
}
