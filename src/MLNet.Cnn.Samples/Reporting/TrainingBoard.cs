using System.Diagnostics;

namespace MLNet.Cnn.Samples;

/// <summary>Keeps what the observer was told, for a display on another thread.</summary>
internal sealed class TrainingBoard(IEnumerable<string> networks) : ITrainingObserver
{
    private readonly Lock _lock = new();
    private readonly TrainingRow[] _rows = [.. networks.Select(name => new TrainingRow(name))];
    private int _current;

    /// <summary>The state of all networks at this moment.</summary>
    public IReadOnlyList<TrainingRow> Rows
    {
        get
        {
            lock (_lock)
                return [.. _rows];
        }
    }

    /// <inheritdoc/>
    public void Start(string network)
    {
        lock (_lock)
        {
            _current = Array.FindIndex(_rows, row => row.Name == network);
            _rows[_current] = _rows[_current] with { Began = Stopwatch.GetTimestamp() };
        }
    }

    /// <inheritdoc/>
    public void Epoch(EpochReport report)
    {
        lock (_lock)
            _rows[_current] = _rows[_current] with { Reports = _rows[_current].Reports.Add(report), Reported = Stopwatch.GetTimestamp() };
    }

    /// <inheritdoc/>
    public void End(NetworkResult result)
    {
        lock (_lock)
            _rows[_current] = _rows[_current] with { Result = result };
    }
}
