namespace MLNet.Cnn;

/// <summary>How long an experiment has been running, over all its processes, and how long it still may.</summary>
/// <param name="settings">The settings.</param>
/// <param name="before">The seconds that processes before took.</param>
internal sealed class ExperimentClock(ExperimentSettings settings, double before)
{
    private readonly long _start = settings.Clock.GetTimestamp();

    /// <summary>The seconds so far.</summary>
    public double Elapsed => before + settings.Clock.GetElapsedTime(_start).TotalSeconds;

    /// <summary>The seconds that are left; infinite without a limit.</summary>
    public double Left => (settings.MaxExperimentTimeInSeconds ?? double.PositiveInfinity) - Elapsed;
}
