using System.Text.Json;
using MLNet.Cnn.Samples;

namespace MLNet.Cnn.Tests;

public class CompareTests
{
    [Fact]
    public void Compares_three_networks_and_three_classic_trainers_and_saves_the_best()
    {
        using var folder = new SampleFolder();
        TinyIdx.Write(folder);
        string output = folder.File("compared");

        var run = SampleRun.Of("compare", folder.Path, "--minutes", "3", "--output", output, "--json", folder.File("result.json"));

        Assert.Equal((ExitCode.Success, ""), (run.ExitCode, run.Error));
        foreach (string candidate in new[] { "SdcaMaximumEntropy", "LbfgsMaximumEntropy", "LightGbm", "FullyConnected", "LeNet5", "CompactResNet(16)" })
            Assert.Contains($"  {candidate}  ", run.Output, StringComparison.Ordinal);
        string[] ended = [.. run.Output.Split(Environment.NewLine).SkipWhile(line => !line.StartsWith("  Candidate", StringComparison.Ordinal)).Skip(1).Take(6).Select(line => line.Trim().Split(' ')[0])];
        Assert.Equal(["FullyConnected", "LeNet5", "CompactResNet(16)", "SdcaMaximumEntropy", "LbfgsMaximumEntropy", "LightGbm"], ended);
        Assert.DoesNotContain("failed", run.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["best.zip", "journal.jsonl", "leaderboard.csv", "leaderboard.html", "leaderboard.json", "models", "trials"],
            Directory.GetFileSystemEntries(output).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var json = JsonDocument.Parse(File.ReadAllText(folder.File("result.json"))).RootElement;
        Assert.Equal(6, json.GetProperty("leaderboard").GetProperty("Leaderboard").GetProperty("Rows").GetArrayLength());
        Assert.Contains($"Best   {json.GetProperty("best").GetString()}", run.Output, StringComparison.Ordinal);
        Assert.Equal(7, File.ReadAllLines(Path.Combine(output, "leaderboard.csv")).Length);
    }

    [Theory]
    [InlineData("error: There is no folder 'nowhere'.", "compare", "nowhere")]
    [InlineData("error: --minutes is '0', but it must be a whole number from 1 to 10,000.", "compare", "nowhere", "--minutes", "0")]
    public void Says_what_is_wrong(string expected, params string[] arguments)
    {
        var run = SampleRun.Of(arguments);

        Assert.Equal((ExitCode.UserError, expected), (run.ExitCode, run.Error.Trim()));
    }

    [Fact]
    public void A_row_tells_how_far_a_candidate_is()
    {
        var observer = new CompareObserver();
        observer.Begin(["LeNet5", "LightGbm"]);
        observer.Epoch("LeNet5", new EpochReport(2, 5, 0.5, 0.8, 0.4, 0.875, 0.001, 1000, TimeSpan.FromSeconds(3.25), TimeSpan.FromSeconds(5)));
        observer.Report(new RunDetail
        {
            Trial = 1, TrainerName = "LightGbm", End = RunEnd.Completed, RuntimeInSeconds = 12.34,
            ValidationMetrics = new ModelScores { Correct = [true, true, true, false], MacroF1 = 0.7, LogLoss = 0.25 },
        });

        Refusal.WithDecimalComma(() =>
        {
            Assert.Equal(["LeNet5", "2/5", "87.50 %", "", "3.2 s"], observer.Rows[0].Cells);
            Assert.Equal(["LightGbm", "", "75.00 %", "0.2500", "12.3 s"], observer.Rows[1].Cells);
        });
        Assert.Equal("LightGbm", Assert.Single(observer.TakeEnded()).Name);
        Assert.Empty(observer.TakeEnded());
    }
}
