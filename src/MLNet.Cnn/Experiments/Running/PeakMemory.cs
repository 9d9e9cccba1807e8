namespace MLNet.Cnn;

/// <summary>The most memory that the process has resident while something runs, looked at ten times a second.</summary>
internal sealed class PeakMemory : IDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    private readonly Timer _timer;
    private long _peak;

    public PeakMemory() => _timer = new Timer(_ => Look(), null, TimeSpan.Zero, _interval);

    /// <summary>The most so far, in bytes.</summary>
    public long Bytes
    {
        get
        {
            Look();
            return Interlocked.Read(ref _peak);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long now = Environment.WorkingSet;
        long before = Interlocked.Read(ref _peak);
        while (now > before)
        {
            long seen = Interlocked.CompareExchange(ref _peak, now, before);
            if (seen == before)
                return;
            before = seen;
        }
    }
}
