namespace MLNet.Cnn;

/// <summary>Which trial comes next: a function of settings, seed and what was found so far, so that an experiment that was killed goes on the same way.</summary>
internal sealed class TrialPlan
{
    private readonly ExperimentSettings _settings;
    private readonly IEnumerator<TrialDraw> _draws;
    private readonly List<Trial> _trials = [];

    public TrialPlan(ExperimentSettings settings, ulong seed)
    {
        _settings = settings;
        _draws = Draws(settings, seed).GetEnumerator();
    }

    /// <summary>The trials that began, in order. Where one was taken back, its number is missing.</summary>
    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>A trial of a journal, and those before it.</summary>
    /// <exception cref="InvalidDataException">There is no such trial.</exception>
    public Trial Known(int number)
    {
        while (_trials.Count < number)
        {
            if (Begin() is null)
                throw new InvalidDataException(FormattableString.Invariant($"The journal has a trial {number}, but these candidates have only {_trials.Count}. Delete its line, or choose another folder."));
        }
        return _trials[number - 1];
    }

    /// <summary>Takes back a trial for which there is no time, as if it had not begun. Others may have begun after it; they keep their numbers. Nothing begins after this.</summary>
    public void TakeBack(Trial trial) => _trials.Remove(trial);

    /// <summary>What to do next, or <see langword="null"/> if there is nothing, or nothing before a running trial ends.</summary>
    public TrialJob? Next()
    {
        if (_trials.FirstOrDefault(trial => !trial.IsRunning && trial.Rungs.Count == 0) is { } broken)
            return new TrialJob(broken, 0);
        return (AllBeginFirst ? Fresh() ?? Promoted() : Promoted() ?? Fresh()) ?? Last();
    }

    /// <summary>Whether it is known how many trials there will be and nothing cuts them off: then none goes on before all have begun, because the best of a few are seldom the best of all.</summary>
    private bool AllBeginFirst => _settings.MaxExperimentTimeInSeconds is null && (_settings.MaxTrials is not null || _settings.Sampler == Sampler.Grid);

    private TrialJob? Fresh() => !(_trials.Count >= _settings.MaxTrials) && Begin() is { } fresh ? new TrialJob(fresh, 0) : null;

    private TrialJob? Promoted() => Promotable(rung => Finished(rung).Count / _settings.Halving!.ReductionFactor);

    /// <summary>Nothing new will come: where a rung has too few to choose among, the best goes on all the same.</summary>
    private TrialJob? Last() => _trials.Any(trial => trial.IsRunning) ? null : Promotable(rung => Finished(rung + 1).Count == 0 ? 1 : 0);

    /// <summary>How many epochs each rung of a trial ends with.</summary>
    public int[] RungsOf(Trial trial, int epochs) =>
        _settings.Halving is { } halving && _settings.Candidates[trial.Draw.Candidate] is NetworkCandidate ? halving.Rungs(epochs) : [epochs];

    /// <summary>Of the highest rung that has one, a trial among the best that may go on and has not yet.</summary>
    private TrialJob? Promotable(Func<int, int> places)
    {
        if (_settings.Halving is null || _trials.Count == 0)
            return null;
        for (int rung = _trials.Max(trial => trial.Rungs.Count) - 1; rung >= 0; rung--)
        {
            var best = Finished(rung).Take(places(rung)).FirstOrDefault(trial => trial is { IsRunning: false, Last.End: RunEnd.Paused } && trial.Rungs.Count == rung + 1);
            if (best is not null)
                return new TrialJob(best, rung + 1);
        }
        return null;
    }

    /// <summary>The trials that have a rung behind them, the best at its end first.</summary>
    private List<Trial> Finished(int rung) => [.. _trials
        .Where(trial => trial.Rungs.Count > rung && trial.Rungs[rung].Scores is not null && _settings.Candidates[trial.Draw.Candidate] is NetworkCandidate)
        .OrderBy(trial => trial.Rungs[rung].Scores!, ModelScores.BestFirst)];

    private Trial? Begin()
    {
        if (!_draws.MoveNext())
            return null;
        var trial = new Trial(_trials.Count + 1, _draws.Current);
        _trials.Add(trial);
        return trial;
    }

    /// <summary>Each candidate in turn, as long as there is something to try of it.</summary>
    private static IEnumerable<TrialDraw> Draws(ExperimentSettings settings, ulong seed)
    {
        bool any = true;
        for (int round = 0; any; round++)
        {
            any = false;
            for (int i = 0; i < settings.Candidates.Count; i++)
            {
                var space = (settings.Candidates[i] as NetworkCandidate)?.Space;
                var points = space is null ? null : new SamplePoints(space, settings.Sampler, seed, i);
                if (points is null ? round > 0 : round >= points.Count)
                    continue;
                any = true;
                yield return new TrialDraw(i, points?.At(round) ?? []);
            }
        }
    }
}
