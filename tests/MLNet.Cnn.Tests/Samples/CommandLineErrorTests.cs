using MLNet.Cnn.Samples;

namespace MLNet.Cnn.Tests;

public sealed class CommandLineErrorTests(SampleFolder folder) : IClassFixture<SampleFolder>
{
    private const string FourFiles =
        "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, each as it is or with .gz behind.";

    [Theory]
    [InlineData("--epochs", "0", "--epochs is '0', but it must be a whole number from 1 to 100,000.")]
    [InlineData("--epochs", "ten", "--epochs is 'ten', but it must be a whole number from 1 to 100,000.")]
    [InlineData("--epochs", "1,5", "--epochs is '1,5', but it must be a whole number from 1 to 100,000.")]
    [InlineData("--seed", "-1", "--seed is '-1', but it must be a whole number from 0 to 2,147,483,647.")]
    [InlineData("--network", "resnet", "There is no network 'resnet' (--network): choose from fully-connected, lenet5, lenet5-bn.")]
    [InlineData("--engine", "keras", "There is no engine 'keras' (--engine): choose from torch, tensorflow.")]
    public void Says_in_one_sentence_what_is_wrong_with_an_option(string option, string value, string sentence) =>
        AssertRefused(SampleRun.Of(option, value), sentence);

    [Theory]
    [InlineData("There is no option '--jsno'. Did you mean '--json'?", "--jsno", "a")]
    [InlineData("There is no option '--epoch' of train. Did you mean '--epochs'?", "train", "x", "--epoch=5")]
    [InlineData("There is no option '--quick' of inspect. --help lists the options of inspect: --sheet, --json.", "inspect", "x", "--quick")]
    [InlineData("There is no verb 'trian'. Did you mean 'train'?", "trian", "photos")]
    [InlineData("There is no verb 'serve'. The verbs are train, predict, inspect, tutorial, compare.", "serve")]
    [InlineData("'b' is too much: inspect takes DIR. A path with spaces needs quotation marks.", "inspect", "a", "b")]
    [InlineData("inspect needs DIR: Folder with a folder of images for each class, or with train, test and validation inside that have them.", "inspect")]
    [InlineData("predict needs MODEL: A model that train saved.", "predict")]
    [InlineData("predict needs IMAGE: Image files, or folders of them.", "predict", "model.zip")]
    [InlineData("--json needs a value behind it: --json FILE.", "inspect", "x", "--json")]
    [InlineData("--epochs is given 2 times; give it once.", "train", "x", "--epochs", "5", "--epochs", "6")]
    public void Says_what_to_write_instead(string sentence, params string[] arguments) => AssertRefused(SampleRun.Alone(arguments), sentence);

    [Theory]
    [InlineData()]
    [InlineData("train")]
    [InlineData("predict")]
    [InlineData("inspect")]
    [InlineData("tutorial")]
    [InlineData("compare")]
    public void Help_says_each_default_once(params string[] verb)
    {
        var run = SampleRun.Alone([.. verb, "--help"]);

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.DoesNotContain("[default:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'m.zip' cannot be read as a CNN: It holds none. Expected is a file that mlContext.Model.Save wrote of a pipeline with one TrainCnn.", "'m.zip' cannot be read as a CNN: It holds none. Expected is a model that train saved.")]
    [InlineData("'a.png' lies directly in the folder, so its class is not known. Put the images of each class into a folder of their own, or give a labelPattern such as \"^(?<label>[a-z]+)\", which takes the class out of the file's name.", "'a.png' lies directly in the folder, so its class is not known. Put the images of each class into a folder of their own.")]
    [InlineData("Image column 'ImagePath', row 5, 'b.png': the file ends early.", "'b.png': the file ends early.")]
    [InlineData("'x' needs at least 9 MB to train with batches of 32, but 3 MB are free. Lower CnnOptions.BatchSize, or take a smaller network or smaller images.", "'x' needs at least 9 MB to train with batches of 32, but 3 MB are free. Take a smaller network or smaller images.")]
    public void Words_for_programmers_are_put_into_those_of_the_command_line(string message, string expected) =>
        Assert.Equal(expected, UserError.Sentence(new InvalidDataException(message)));

    [Fact]
    public void Lists_the_files_it_looked_for_if_the_data_folder_is_missing()
    {
        var missing = folder.File("missing");
        AssertRefused(SampleRun.Of("--data", missing), $"--data: there is no folder '{missing}'; it should hold {FourFiles}");
    }

    [Fact]
    public void Lists_the_files_that_the_data_folder_lacks()
    {
        using var empty = new SampleFolder();
        AssertRefused(SampleRun.Of("--data", empty.Path), $"--data: the folder '{empty.Path}' lacks {FourFiles}");
    }

    [Fact]
    public void Passes_the_library_s_own_sentence_on_for_a_damaged_file()
    {
        using var damaged = new SampleFolder();
        TinyIdx.Write(damaged);
        File.WriteAllBytes(damaged.File("train-images-idx3-ubyte"), [1, 2, 3, 4]);
        var run = SampleRun.Of("--data", damaged.Path);
        Assert.Equal(ExitCode.UserError, run.ExitCode);
        Assert.Contains("is not an IDX file of bytes: it begins with 01020304", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--save")]
    public void Refuses_a_file_that_cannot_be_written_before_it_trains(string option)
    {
        var file = folder.File(Path.Combine("missing", "file"));
        AssertRefused(SampleRun.Of(option, file), $"{option}: '{file}' cannot be written, because there is no folder '{folder.File("missing")}'.");
        AssertRefused(SampleRun.Of(option, folder.Path), $"{option}: '{folder.Path}' is not the name of a file.");
    }

    [Fact]
    public void Help_lists_the_exit_codes_and_every_option()
    {
        var run = SampleRun.Of("--help");
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.All(
            ["130  Ctrl-C", "--data <DIR>", "--network <NAME>", "--epochs <N>", "--seed <N>", "--threads <N>", "--checkpoints <DIR>", "--save <FILE>", "--json <FILE>"],
            text => Assert.Contains(text, run.Output, StringComparison.Ordinal));
    }

    private static void AssertRefused(SampleRun run, string sentence)
    {
        Assert.Equal($"error: {sentence}{Environment.NewLine}", run.Error);
        Assert.Equal("", run.Output);
        Assert.Equal(ExitCode.UserError, run.ExitCode);
    }
}
