using MLNet.Cnn.Samples;

namespace MLNet.Cnn.Tests;

public class DemoDataTests
{
    [Fact]
    public void Trains_the_named_network_alone_on_the_images_of_a_folder()
    {
        using var folder = new SampleFolder();
        TinyIdx.Write(folder);
        var run = SampleRun.Of("--data", folder.Path, "--network", "lenet5", "--network", "lenet5", "--epochs", "1");
        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        Assert.Contains($"{Path.GetFileName(folder.Path)} (28 x 28): 200 to train on, 40 to test on", run.Output, StringComparison.Ordinal);
        Assert.Contains("60,077", run.Output, StringComparison.Ordinal); // LeNet5 without batch normalization, and the 3 of the Normalization in front
        Assert.Single(run.Output.Split('\n'), line => line.Contains(" 1/1 ", StringComparison.Ordinal));
    }

    [Fact]
    public void Gives_the_same_weights_for_the_same_seed_and_others_for_another()
    {
        using var folder = new SampleFolder();
        var weights = WeightsOf("1", folder);
        Assert.Equal(weights, WeightsOf("1", folder));
        Assert.NotEqual(weights, WeightsOf("2", folder));
    }

    private static string WeightsOf(string seed, SampleFolder folder)
    {
        var file = folder.File("result.json");
        SampleRun.Of("--network", "lenet5", "--epochs", "1", "--seed", seed, "--json", file);
        return File.ReadLines(file).Single(line => line.Contains("weightsSha256", StringComparison.Ordinal));
    }
}
