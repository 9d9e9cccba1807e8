namespace MLNet.Cnn.Tests;

/// <summary>A clock that a test turns.</summary>
internal sealed class StepClock : TimeProvider
{
    public long Seconds { get; set; }

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Seconds;
}
