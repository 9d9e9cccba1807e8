using System.Runtime.InteropServices;

namespace MLNet.Cnn.Samples;

/// <summary>Ctrl-C: the first asks training to stop and keep its result, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private const string ShowCursor = "\u001b[?25h";
    private const string EraseTwo = "\b\b  \b\b"; // the ^C that the terminal wrote into the display

    private readonly TextWriter _output;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    /// <param name="output">The terminal, whose cursor a live display may have hidden.</param>
    public Interruption(TextWriter output)
    {
        _output = output;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => WriteToTerminal($"{ShowCursor}{Environment.NewLine}"));
    }

    /// <summary>What training listens to.</summary>
    public TrainingControl Control { get; } = new();

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void OnInterrupt(PosixSignalContext context)
    {
        if (Control.IsStopRequested)
        {
            // Not cancelled: the signal takes its usual way and ends the process, which the shell sees as 130.
            WriteToTerminal($"{ShowCursor}{Environment.NewLine}");
            return;
        }

        context.Cancel = true;
        Control.RequestStop();
        if (Console.IsOutputRedirected)
            Console.Error.WriteLine("Stopping after this batch; Ctrl-C again ends at once.");
        else
            WriteToTerminal(EraseTwo);
    }

    private void WriteToTerminal(string text)
    {
        if (Console.IsOutputRedirected)
            return;
        _output.Write(text);
        _output.Flush();
    }
}
