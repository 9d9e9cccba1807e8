using System.Diagnostics;
using MLNet.Cnn.Samples;

namespace MLNet.Cnn.Tests;

public sealed class DemoCheckpointTests
{
    private static readonly string[] Arguments = ["--network", "lenet5-bn", "--epochs", "12", "--seed", "1", "--threads", "1"];

    [Fact]
    public void A_process_that_is_killed_and_started_again_ends_with_the_same_weights()
    {
        using var folder = new SampleFolder();
        TinyIdx.Write(folder);
        string checkpoints = folder.File("checkpoints"), last = Path.Combine(checkpoints, "lenet5-bn", "last.checkpoint");
        string whole = Weights(folder, "--json", folder.File("whole.json"));

        // Killed as soon as something was saved, and twice more a little later.
        for (int kill = 0; kill < 3; kill++)
        {
            using var process = Start(folder, "--checkpoints", checkpoints);
            var before = File.Exists(last) ? File.GetLastWriteTimeUtc(last) : default;
            while (!process.HasExited && (!File.Exists(last) || File.GetLastWriteTimeUtc(last) == before))
                Thread.Sleep(1);
            Thread.Sleep(20 * kill);
            process.Kill();
            process.WaitForExit();
        }

        Assert.Equal(whole, Weights(folder, "--checkpoints", checkpoints, "--json", folder.File("resumed.json")));
        Assert.Equal(["last.checkpoint"], Directory.GetFiles(Path.GetDirectoryName(last)!).Select(Path.GetFileName));
    }

    [Fact]
    public void A_finished_run_is_shown_again_and_one_with_other_options_is_refused()
    {
        using var folder = new SampleFolder();
        string[] arguments = ["--network", "lenet5", "--epochs", "1", "--checkpoints", folder.File("checkpoints")];
        var first = SampleRun.Of(arguments);
        Assert.Equal((ExitCode.Success, ""), (first.ExitCode, first.Error));

        var again = SampleRun.Of(arguments);
        var other = SampleRun.Of([.. arguments, "--seed", "2"]);

        Assert.Equal((ExitCode.Success, ""), (again.ExitCode, again.Error));
        Assert.Equal(ExitCode.UserError, other.ExitCode);
        Assert.Contains("is that of another training, with Seed 1 instead of 2.", other.Error, StringComparison.Ordinal);
    }

    private static string Weights(SampleFolder folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal((0, ""), (process.ExitCode, error));
        return File.ReadLines(arguments[^1]).Single(line => line.Contains("weightsSha256", StringComparison.Ordinal));
    }

    private static Process Start(SampleFolder folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(SampleProgram).Assembly.Location, "--data", folder.Path, .. Arguments, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        return process;
    }
}
