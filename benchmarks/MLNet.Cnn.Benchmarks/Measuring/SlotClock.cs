using System.Diagnostics;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Times a stretch of work and the noise around it.</summary>
internal readonly struct SlotClock
{
    private readonly CpuUse _start;
    private readonly long _timestamp;

    private SlotClock(CpuUse start)
    {
        _start = start;
        _timestamp = Stopwatch.GetTimestamp();
    }

    public static SlotClock Start() => new(CpuUse.Read());

    public Slot Stop()
    {
        double seconds = Stopwatch.GetElapsedTime(_timestamp).TotalSeconds;
        return new Slot(seconds, CpuUse.Read().OtherCoresSince(_start));
    }
}
