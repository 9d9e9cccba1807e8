using MLNet.Cnn.Samples;
using MLNet.Cnn.Samples.Tutorial;

namespace MLNet.Cnn.Tests;

public sealed class TutorialErrorTests(SampleFolder folder) : IClassFixture<SampleFolder>
{
    [Theory]
    [InlineData("convolutoin", " (did you mean 'convolution'?)")]
    [InlineData("transformer", "")]
    [InlineData("0", "")]
    [InlineData("9", "")]
    public void An_unknown_chapter_is_refused_with_the_list_and_the_nearest_name(string chapter, string suggestion) => AssertRefused(
        SampleRun.Of("tutorial", chapter, "--output", folder.Path),
        $"There is no chapter '{chapter}'{suggestion}: choose from {TutorialBook.Names}, or a number from 1 to {TutorialBook.Chapters.Count}.");

    [Fact]
    public void A_data_folder_without_the_files_is_refused_before_the_first_chapter() => AssertRefused(
        SampleRun.Of("tutorial", "--data", folder.Path, "--output", folder.File("pictures")),
        $"--data: the folder '{folder.Path}' lacks train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, each as it is or with .gz behind.");

    [Fact]
    public void An_output_folder_that_is_a_file_is_refused()
    {
        var file = folder.File("file");
        File.WriteAllText(file, "");

        AssertRefused(SampleRun.Of("tutorial", "--output", file), $"--output: '{file}' is not the name of a folder.");
    }

    [Fact]
    public void An_output_folder_that_cannot_be_made_is_refused()
    {
        var file = folder.File("a file");
        File.WriteAllText(file, "");

        var run = SampleRun.Of("tutorial", "--output", Path.Combine(file, "inside"));

        Assert.Equal((ExitCode.UserError, ""), (run.ExitCode, run.Output));
        Assert.StartsWith($"error: --output: nothing can be written in the folder '{Path.Combine(file, "inside")}': ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_terminal_that_is_too_narrow_is_refused()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var host = SampleHost.Plain(output, error) with { IsTerminal = true };
        host.Console.Profile.Width = 79;

        var exitCode = SampleProgram.Run(["tutorial", "--output", folder.Path], host);

        AssertRefused(new(exitCode, output.ToString(), error.ToString()), "The terminal has 79 columns, but the tutorial needs 80: make it wider, or send the output into a file.");
    }

    private static void AssertRefused(SampleRun run, string sentence)
    {
        Assert.Equal($"error: {sentence}{Environment.NewLine}", run.Error);
        Assert.Equal("", run.Output);
        Assert.Equal(ExitCode.UserError, run.ExitCode);
    }
}
