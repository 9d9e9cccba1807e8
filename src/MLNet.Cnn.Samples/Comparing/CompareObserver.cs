namespace MLNet.Cnn.Samples;

/// <summary>How far a comparison is: told by the experiment on its threads, read by whoever shows it.</summary>
internal sealed class CompareObserver : IProgress<RunDetail>
{
    private readonly Lock _gate = new();
    private readonly List<CompareRow> _rows = [];
    private readonly Queue<CompareRow> _ended = new();

    /// <summary>The candidates as they are now.</summary>
    public IReadOnlyList<CompareRow> Rows
    {
        get
        {
            lock (_gate)
                return [.. _rows];
        }
    }

    /// <summary>Names the candidates.</summary>
    public void Begin(IEnumerable<string> names)
    {
        lock (_gate)
            _rows.AddRange(names.Select(name => new CompareRow(name, null, null)));
    }

    /// <summary>An epoch of a network ended.</summary>
    public void Epoch(string name, EpochReport report) => Change(name, row => row with { Epoch = report });

    /// <inheritdoc/>
    public void Report(RunDetail value)
    {
        Change(value.TrainerName, row => row with { Run = value });
        lock (_gate)
            _ended.Enqueue(new CompareRow(value.TrainerName, null, value));
    }

    /// <summary>The runs that ended since this was asked last.</summary>
    public IReadOnlyList<CompareRow> TakeEnded()
    {
        lock (_gate)
        {
            CompareRow[] rows = [.. _ended];
            _ended.Clear();
            return rows;
        }
    }

    private void Change(string name, Func<CompareRow, CompareRow> change)
    {
        lock (_gate)
        {
            int index = _rows.FindIndex(row => row.Name == name);
            if (index >= 0)
                _rows[index] = change(_rows[index]);
        }
    }
}

/// <summary>A candidate as it is now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Epoch">Its last epoch, if it is a network that began.</param>
/// <param name="Run">What came out, if it ended.</param>
internal sealed record CompareRow(string Name, EpochReport? Epoch, RunDetail? Run)
{
    /// <summary>Heads of the cells.</summary>
    public static IReadOnlyList<string> Heads { get; } = ["Candidate", "Epoch", "Validation accuracy", "Log-loss", "Time"];

    /// <summary>What is known of it as text.</summary>
    public IReadOnlyList<string> Cells => Run switch
    {
        { Exception: not null } => [Name, "", "failed", "", Show.Seconds(Run.RuntimeInSeconds)],
        { ValidationMetrics: { } metrics } =>
            [Name, Run.Epochs == 0 ? "" : Show.Count(Run.Epochs), Show.Percent(metrics.Accuracy), Show.Fixed(metrics.LogLoss, 4), Show.Seconds(Run.RuntimeInSeconds)],
        _ when Epoch is not null => [Name, Show.Epoch(Epoch), Epoch.ValidationAccuracy is { } accuracy ? Show.Percent(accuracy) : "", "", Show.Seconds(Epoch.Elapsed.TotalSeconds)],
        _ => [Name, "", "", "", ""],
    };
}
