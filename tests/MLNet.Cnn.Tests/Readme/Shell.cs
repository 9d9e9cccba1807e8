using System.Diagnostics;

namespace MLNet.Cnn.Tests;

/// <summary>Lines of a page, run as a reader would type them; what a test run has set in the environment for MSBuild is not seen, and no build server outlives them.</summary>
internal sealed class Shell(string folder, params (string Name, string Value)[] environment)
{
    /// <summary>Runs them in one shell that ends at the first error; gives what they wrote, and fails if they did.</summary>
    public string Run(string lines)
    {
        var start = new ProcessStartInfo("sh", ["-e", "-c", $"exec 2>&1\n{lines}"]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("MSBuild", StringComparison.OrdinalIgnoreCase)))
            start.Environment.Remove(name);
        (string Name, string Value)[] quiet = [("MSBUILDDISABLENODEREUSE", "1"), ("UseSharedCompilation", "false"), ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"), ("DOTNET_NOLOGO", "1"), ("DOTNET_CLI_UI_LANGUAGE", "en")];
        foreach (var (name, value) in quiet.Concat(environment))
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"The lines ended with {process.ExitCode}:\n{lines}\n{output}");
        return output;
    }
}
