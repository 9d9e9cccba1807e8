namespace MLNet.Cnn;

/// <summary>The time that a training takes, over all the processes it took.</summary>
internal sealed class TrainingClock(TimeProvider clock)
{
    private readonly long _start = clock.GetTimestamp();
    private long _epochStart = clock.GetTimestamp();
    private TimeSpan _before;
    private TimeSpan _epochBefore;

    /// <summary>Since this process began to train.</summary>
    public TimeSpan SinceStart => clock.GetElapsedTime(_start);

    /// <summary>Since training began.</summary>
    public TimeSpan Elapsed => _before + SinceStart;

    /// <summary>Since the epoch began.</summary>
    public TimeSpan Epoch => _epochBefore + clock.GetElapsedTime(_epochStart);

    public void StartEpoch() => _epochStart = clock.GetTimestamp();

    public void EndEpoch() => (_epochStart, _epochBefore) = (clock.GetTimestamp(), TimeSpan.Zero);

    /// <summary>Adds what other processes took before.</summary>
    public void Resume(TimeSpan epoch, TimeSpan elapsed) => (_epochBefore, _before) = (epoch, elapsed);
}
