using System.Text.RegularExpressions;
using MLNet.Cnn.Samples;
using MLNet.Cnn.Samples.Tutorial;

namespace MLNet.Cnn.Tests;

/// <summary>Every chapter runs, and says what docs/cnn-tutorial.md says, apart from what was measured.</summary>
public partial class TutorialTests
{
    private const int PlainWidth = 80;
    private const long LargestPictures = 1_500_000;

    private static readonly string Docs = Path.Combine(LibrarySource.Repository, "docs");
    private static readonly string Page = File.ReadAllText(Path.Combine(Docs, "cnn-tutorial.md"));

    public static TheoryData<string> Chapters => [.. TutorialBook.Chapters.Select(chapter => chapter.Name)];

    [Theory]
    [MemberData(nameof(Chapters))]
    public void A_chapter_says_what_the_page_says_and_is_plain_text_of_80_columns_in_a_pipe(string name)
    {
        var run = TutorialRunOnce.Of(TutorialBook.Find(name));

        Assert.Equal(TutorialFile.Stable(TutorialFile.Read(Page)[name]), TutorialFile.Stable(run.Markdown));
        Assert.All(PicturesOf(run.Markdown), picture => Assert.Contains(Path.GetFileName(picture), run.Pictures));
        Assert.All(run.Plain.Split(Environment.NewLine), line => Assert.True(line.Length <= PlainWidth && line.All(char.IsAscii), line));
    }

    [Fact]
    public void The_page_has_all_chapters_behind_its_introduction()
    {
        Assert.Equal(TutorialBook.Chapters.Select(chapter => chapter.Name), TutorialFile.Read(Page).Keys);
        Assert.Equal(TutorialFile.Stable(TutorialIntroduction.Markdown(threads: 1)), TutorialFile.Stable(TutorialFile.Introduction(Page)));
    }

    [Fact]
    public void The_page_s_pictures_are_there_and_no_others_and_are_small()
    {
        var files = Directory.GetFiles(Path.Combine(Docs, TutorialFile.Pictures));

        Assert.Equal(
            PicturesOf(Page).Select(picture => Path.GetFileName(picture)).Order(StringComparer.Ordinal),
            files.Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, LargestPictures);
    }

    [Fact]
    public void A_page_is_written_chapter_by_chapter_and_keeps_the_others()
    {
        using var folder = new SampleFolder();
        var page = folder.File("page.md");
        File.WriteAllText(page, "an older introduction\n\n<!-- chapter baseline -->\n\nkept\n");

        Assert.Equal(ExitCode.Success, SampleRun.Of("tutorial", "convolution", "--markdown", page).ExitCode);

        var written = TutorialFile.Read(File.ReadAllText(page));
        Assert.Equal(["baseline", "convolution"], written.Keys);
        Assert.Equal("kept\n\n", written["baseline"]);
        Assert.All(PicturesOf(written["convolution"]), picture => Assert.True(File.Exists(Path.Combine(folder.Path, picture)), picture));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("Convolution")]
    public void A_chapter_is_named_or_numbered_and_draws_into_the_folder(string chapter)
    {
        using var folder = new SampleFolder();

        var run = SampleRun.Of("tutorial", chapter, "--output", folder.File("été"));

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains("2 + 2 + 3 = 7", run.Output, StringComparison.Ordinal);
        Assert.Contains("3 + 4 + 3 = 10", run.Output, StringComparison.Ordinal);
        Assert.Contains("7 - 11 - 1 = -5", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder.File("été"), "classic-kernels.png")));
    }

    [Fact]
    public void Ctrl_C_ends_the_tutorial_at_the_next_piece()
    {
        using var folder = new SampleFolder();
        var control = new TrainingControl();
        control.RequestStop();

        var run = SampleRun.Of(new StringWriter(), control, "tutorial", "--output", folder.Path);

        Assert.Equal((ExitCode.Interrupted, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    private static IEnumerable<string> PicturesOf(string markdown) => PictureLink().Matches(markdown).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"!\[[^\]]+\]\(([^)]+)\)")]
    private static partial Regex PictureLink();
}
