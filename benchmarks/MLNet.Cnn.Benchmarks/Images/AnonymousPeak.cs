using System.Globalization;

namespace MLNet.Cnn.Benchmarks;

/// <summary>The most anonymous memory that the process had while this object lived: looked at twenty times a second. Linux.</summary>
internal sealed class AnonymousPeak : IDisposable
{
    private readonly Timer _timer;
    private long _peak;

    public AnonymousPeak() => _timer = new Timer(_ => Look(), null, 0, 50);

    /// <summary>In MB of 1,000,000 bytes.</summary>
    public double Megabytes
    {
        get
        {
            Look();
            return Interlocked.Read(ref _peak) / 1e6;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("RssAnon:", StringComparison.Ordinal));
        long now = long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        long before;
        while (now > (before = Interlocked.Read(ref _peak)) && Interlocked.CompareExchange(ref _peak, now, before) != before)
        {
        }
    }
}
