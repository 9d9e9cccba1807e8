using System.Diagnostics;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Whether a training that is killed (SIGKILL) at a random moment and started again ends with the weights of one that was not.</summary>
internal static class KillBenchmark
{
    private const int Kills = 20;

    public static ResultTable Run()
    {
        string whole = Finish(null);
        var clock = Stopwatch.StartNew();
        Finish(null);
        double seconds = clock.Elapsed.TotalSeconds;
        var random = new Random(1);
        return new ResultTable(
            "kill",
            $"A training of {whole.Split(' ')[1]} epochs killed (SIGKILL) at {Kills} random moments and started again. Uninterrupted it takes {seconds:F1} s, start of the process included.",
            [new("kill"), new("after s", "F2"), new("files found"), new("same weights"), new("files left over")],
            [.. Enumerable.Range(1, Kills).Select(kill => Row(kill, random.NextDouble() * seconds, whole))]);
    }

    private static object[] Row(int kill, double seconds, string whole)
    {
        string folder = Directory.CreateTempSubdirectory("mlnet-cnn-kill-").FullName;
        try
        {
            using (var process = Start(folder))
            {
                // A process that is through before its time is killed too late; it is a row like any other.
                process.WaitForExit(TimeSpan.FromSeconds(seconds));
                process.Kill();
                process.WaitForExit();
            }
            string found = Content(folder);
            bool same = Finish(folder) == whole;
            Console.WriteLine($"kill {kill}: {found}: {(same ? "same weights" : "OTHER WEIGHTS")}");
            return [$"{kill}", seconds, found, same ? "yes" : "NO", string.Join(", ", Names(folder).Except(["best.checkpoint", "last.checkpoint"]).DefaultIfEmpty("none"))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Content(string folder) => string.Join(", ", Names(folder).DefaultIfEmpty("none"));

    private static IEnumerable<string> Names(string folder) => Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private static string Finish(string? folder)
    {
        using var process = Start(folder);
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"The training ended with {process.ExitCode}: {output}");
    }

    private static Process Start(string? folder)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        return Process.Start(new ProcessStartInfo(program, [KillRun.Name, .. folder is null ? Array.Empty<string>() : ["--folder", folder]])
        {
            RedirectStandardOutput = true,
        })!;
    }
}
