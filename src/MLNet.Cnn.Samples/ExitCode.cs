namespace MLNet.Cnn.Samples;

/// <summary>How the program ends. The help shows the same list.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Success = 0;

    /// <summary>Something given by the user is missing or wrong; standard error says what, in one sentence.</summary>
    public const int UserError = 1;

    /// <summary>Ctrl-C: training ended early; its result was kept and shown (after a second Ctrl-C: it was not).</summary>
    public const int Interrupted = 130;

    /// <summary>The list as the help shows it.</summary>
    public const string Help = """
        Exit codes:
          0    everything was done
          1    something given is missing or wrong: one sentence on standard error
          130  Ctrl-C: once ends training, keeps and shows its result; twice ends at once
        """;
}
