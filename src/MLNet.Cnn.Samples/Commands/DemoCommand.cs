using System.CommandLine;

namespace MLNet.Cnn.Samples;

/// <summary>The program without a verb: the demo.</summary>
internal static class DemoCommand
{
    private const string Description = $"""
        Trains two networks inside an ML.NET pipeline, compares them, saves the better one, loads it back and predicts.

        {ExitCode.Help}
        """;

    /// <summary>Makes the command. It writes where the host says.</summary>
    public static RootCommand Create(SampleHost host)
    {
        var options = new DemoOptions();
        var command = new RootCommand(Description);
        foreach (var option in options.All)
            command.Options.Add(option);
        command.Subcommands.Add(TrainCommand.Create(host));
        command.Subcommands.Add(PredictCommand.Create(host));
        command.Subcommands.Add(InspectCommand.Create(host));
        command.Subcommands.Add(TutorialCommand.Create(host));
        command.Subcommands.Add(CompareCommand.Create(host));
        command.SetAction(parsed => Run(options.Read(parsed), host));
        return command;
    }

    private static int Run(DemoSettings settings, SampleHost host)
    {
        OutputFile.Check("--json", settings.JsonFile);
        OutputFile.Check("--save", settings.SaveFile);

        var reporter = new DemoReporter(host);
        var result = new DemoRun(settings, host, reporter).Run();
        reporter.End(result);
        ReportJson.Write(settings.JsonFile, result);
        return result.Stopped ? ExitCode.Interrupted : ExitCode.Success;
    }
}
