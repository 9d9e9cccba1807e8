using MLNet.Cnn.Samples;

namespace MLNet.Cnn.Tests;

/// <summary>The sample program run in this process, on one thread and few images.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record SampleRun(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a command line.</summary>
    public static SampleRun Of(params string[] arguments) => Of(new StringWriter(), new TrainingControl(), arguments);

    /// <summary>Runs a command line as it is, no number of threads added.</summary>
    public static SampleRun Alone(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        return new(SampleProgram.Run(arguments, SampleHost.Plain(output, error)), output.ToString(), error.ToString());
    }

    /// <summary>Runs a command line that may be stopped.</summary>
    /// <param name="output">Keeps what is written.</param>
    /// <param name="control">Stops it.</param>
    /// <param name="arguments">The arguments; one thread is added.</param>
    public static SampleRun Of(StringWriter output, TrainingControl control, params string[] arguments)
    {
        var error = new StringWriter();
        var host = SampleHost.Plain(output, error) with { Control = control, Digits = new(Training: 300, Test: 60) };
        var exitCode = SampleProgram.Run([.. arguments, "--threads", "1"], host);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
