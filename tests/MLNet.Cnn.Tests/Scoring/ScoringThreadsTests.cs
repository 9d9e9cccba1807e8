using System.Diagnostics;
using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class ScoringThreadsTests
{
    private const string InProcessWithHome = "MLNETCNN_TEST_WITH_HOME";

    [Theory]
    [InlineData(1, -50, 7)]
    [InlineData(24, 20, 100)]
    public void A_fitted_model_scores_with_as_many_threads_as_it_was_trained_with(int threads, int fewestMore, int mostMore)
    {
        var images = SmallTraining.Images();
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Engine = new IdleEngine(), Threads = threads }, images);
        int before = CountThreads();

        cnn.Scores(images);

        // Other threads, which come and go, are .NET's own.
        Assert.InRange(CountThreads() - before, fewestMore, mostMore);
    }

    [Fact]
    public void ONNX_Runtime_leaves_nothing_in_the_home_folder()
    {
        if (Environment.GetEnvironmentVariable(InProcessWithHome) is not null)
        {
            SmallTraining.Fit(SmallTraining.Options with { Engine = new IdleEngine() }, SmallTraining.Images()).Dispose();
            return;
        }
        using var folder = new TestFolder();
        string test = $"{typeof(ScoringThreadsTests).FullName}.{nameof(ONNX_Runtime_leaves_nothing_in_the_home_folder)}";

        string output = ChildProcess.Run(
            [typeof(ScoringThreadsTests).Assembly.Location, "-method", test], (InProcessWithHome, "1"), ("HOME", folder.Path), ("XDG_CACHE_HOME", ""), ("LOCALAPPDATA", folder.Path));

        Assert.Contains("Total: 1", output);
        Assert.DoesNotContain(folder.Content, entry => entry.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase));
    }

    private static int CountThreads()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}
