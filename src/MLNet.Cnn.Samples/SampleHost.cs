using Spectre.Console;

namespace MLNet.Cnn.Samples;

/// <summary>What surrounds a run: where it writes, who may stop it and how much it draws. Tests bring their own.</summary>
internal sealed record SampleHost
{
    private const int PlainWidth = 80;

    /// <summary>Where results go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Where errors go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The same output, for tables and colors.</summary>
    public required IAnsiConsole Console { get; init; }

    /// <summary>Whether someone watches a terminal that can redraw lines.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Ends training early.</summary>
    public TrainingControl Control { get; init; } = new();

    /// <summary>How many digits are drawn where the user brings no images.</summary>
    public ImageCounts Digits { get; init; } = new(Training: 6_000, Test: 1_000);

    /// <summary>The console of this process; plain text if the output goes into a pipe or a file.</summary>
    public static SampleHost OfProcess(TrainingControl control)
    {
        var console = AnsiConsole.Console;
        var capabilities = console.Profile.Capabilities;
        return System.Console.IsOutputRedirected || !capabilities.Ansi || !capabilities.Interactive
            ? Plain(System.Console.Out, System.Console.Error) with { Control = control }
            : new() { Output = System.Console.Out, Error = System.Console.Error, Console = console, IsTerminal = true, Control = control };
    }

    /// <summary>Plain text: no escape codes, ASCII only, 80 columns.</summary>
    public static SampleHost Plain(TextWriter output, TextWriter error)
    {
        output = new TrimmedLines(output);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = PlainWidth;
        console.Profile.Capabilities.Unicode = false;
        return new() { Output = output, Error = error, Console = console };
    }
}
