namespace MLNet.Cnn;

/// <summary>A trial as it stands: what was drawn for it and what is written down of it.</summary>
/// <param name="number">Its number, from 1 on.</param>
/// <param name="draw">What was drawn for it.</param>
internal sealed class Trial(int number, TrialDraw draw)
{
    private readonly List<TrialFinished> _rungs = [];

    public int Number => number;

    public TrialDraw Draw => draw;

    /// <summary>What was written down when it began: how many epochs it is planned for; <see langword="null"/> before.</summary>
    public TrialStarted? Started { get; set; }

    /// <summary>Whether a worker is at it.</summary>
    public bool IsRunning { get; set; }

    /// <summary>The rungs that it has behind it.</summary>
    public IReadOnlyList<TrialFinished> Rungs => _rungs;

    /// <summary>What it came to so far, or <see langword="null"/>.</summary>
    public TrialFinished? Last => _rungs.Count == 0 ? null : _rungs[^1];

    /// <summary>Whether it will not be gone on with.</summary>
    public bool IsFinal => Last is { End: not RunEnd.Paused };

    public void Finish(TrialFinished rung) => _rungs.Add(rung);
}

/// <summary>What is drawn for a trial.</summary>
/// <param name="Candidate">The candidate's place.</param>
/// <param name="Point">The place in its search space, each coordinate between 0 and 1; empty without one.</param>
internal sealed record TrialDraw(int Candidate, IReadOnlyList<double> Point);

/// <summary>What a worker does next.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Rung">The rung that it trains to, from 0 on.</param>
internal sealed record TrialJob(Trial Trial, int Rung);
