using System.CommandLine;

namespace MLNet.Cnn.Samples;

/// <summary>The program from its arguments to its exit code. Everything it needs of the outside comes with the host.</summary>
internal static class SampleProgram
{
    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, SampleHost host)
    {
        var command = DemoCommand.Create(host);
        var parsed = command.Parse(arguments);
        if (parsed.Errors.Count > 0)
            return Fail(host, CommandLineError.Describe(parsed));
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = host.Output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false, // errors become one sentence below
                ProcessTerminationTimeout = null, // Ctrl-C is the business of Interruption
            });
        }
        catch (Exception exception) when (UserError.IsExplained(exception))
        {
            return Fail(host, UserError.Sentence(exception));
        }
    }

    private static int Fail(SampleHost host, string sentence)
    {
        host.Error.WriteLine($"error: {sentence}");
        return ExitCode.UserError;
    }
}
