using System.Diagnostics;
using System.Text;

namespace MLNet.Cnn.Tests;

/// <summary>Runs a .NET program in a process of its own.</summary>
internal static class ChildProcess
{
    /// <summary>Runs <c>dotnet exec</c> and gives what the program wrote; fails if the program did.</summary>
    public static string Run(IEnumerable<string> arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"The process ended with {process.ExitCode}: {output}{errors}");
        return output;
    }
}
