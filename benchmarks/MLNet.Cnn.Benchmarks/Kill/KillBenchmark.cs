using System.Diagnostics;
using System.Globalization;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Whether what is killed (SIGKILL) at a random moment and started again ends as if it was not.</summary>
/// <param name="killed">What is killed.</param>
/// <param name="dataFolder">The folder of the data set, or <see langword="null"/> for images that are drawn.</param>
internal sealed class KillBenchmark(KillCase killed, string? dataFolder)
{
    public ResultTable Run()
    {
        string whole = Finish(null);
        var clock = Stopwatch.StartNew();
        Finish(null);
        double seconds = clock.Elapsed.TotalSeconds;
        var random = new Random(1);
        return new ResultTable(
            killed.Key,
            string.Create(CultureInfo.InvariantCulture, $"{killed.What} ({whole[(whole.IndexOf(' ') + 1)..]}) killed (SIGKILL) at {killed.Kills} random moments and started again. Uninterrupted it takes {seconds:F1} s, start of the process included."),
            [new("kill"), new("after s", "F2"), new("files found"), new("same result"), new("files left over")],
            [.. Enumerable.Range(1, killed.Kills).Select(kill => Row(kill, random.NextDouble() * seconds, whole))]);
    }

    private object[] Row(int kill, double seconds, string whole)
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
            Console.WriteLine($"kill {kill}: {found}: {(same ? "same result" : "OTHER RESULT")}");
            return [$"{kill}", seconds, found, same ? "yes" : "NO", string.Join(", ", Names(folder).Except(killed.Kept).DefaultIfEmpty("none"))];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Content(string folder) => string.Join(", ", Names(folder).DefaultIfEmpty("none"));

    private static IEnumerable<string> Names(string folder) => Directory.GetFileSystemEntries(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private string Finish(string? folder)
    {
        using var process = Start(folder);
        string output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"The run ended with {process.ExitCode}: {output}");
    }

    private Process Start(string? folder)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        return Process.Start(new ProcessStartInfo(program, [killed.RunName, .. Option("--folder", folder), .. Option("--data", dataFolder)])
        {
            RedirectStandardOutput = true,
        })!;
    }

    private static string[] Option(string name, string? value) => value is null ? [] : [name, value];
}
