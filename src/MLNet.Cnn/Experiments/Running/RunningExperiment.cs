using System.Runtime.ExceptionServices;
using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>One experiment at work: born for an execution, run once.</summary>
internal sealed class RunningExperiment
{
    private readonly ExperimentContext _context;
    private readonly ExperimentJournal _journal;
    private readonly IProgress<RunDetail>? _progress;
    private readonly TrialPlan _plan;
    private readonly BestModel _best;
    private readonly TrialRoom _room = new(FreeMemory.All);
    private readonly object _gate = new();
    private ExceptionDispatchInfo? _failure;
    private bool _isOver;

    /// <exception cref="InvalidDataException">The journal does not fit the plan.</exception>
    public RunningExperiment(ExperimentContext context, ExperimentJournal journal, IProgress<RunDetail>? progress)
    {
        (_context, _journal, _progress) = (context, journal, progress);
        _plan = new TrialPlan(context.Settings, context.Seed);
        _best = new BestModel(context);
        foreach (var entry in journal.Entries)
        {
            var trial = _plan.Known(entry.Trial);
            if (entry is TrialStarted started)
                trial.Started = started;
            else if (entry is TrialFinished finished)
                trial.Finish(finished);
        }
        context.Folder.CleanUp(_plan.Trials.Where(trial => trial.IsFinal));
        _best.Update(_plan.Trials);
    }

    /// <summary>Runs trials until there is nothing more to try or no time.</summary>
    /// <exception cref="InvalidOperationException">No trial gave a model.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ExperimentResult Run()
    {
        var workers = Enumerable.Range(1, _context.Settings.ParallelTrials - 1).Select(_ => Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning)).ToArray();
        Work();
        Task.WaitAll(workers);
        _failure?.Throw();
        return new ExperimentSummary(_context, _plan.Trials, _best, _journal).Result();
    }

    private bool IsStopped => _isOver || (_context.Settings.Control?.IsStopRequested ?? false)
        || (_plan.Trials.Count > 0 && _context.Clock.Left < EpochBudget.SecondsForMeasuring);

    private void Work()
    {
        while (Take() is { } job)
        {
            try
            {
                Do(job);
            }
            catch (Exception exception)
            {
                lock (_gate)
                {
                    _failure ??= ExceptionDispatchInfo.Capture(exception);
                    End(job.Trial);
                }
            }
        }
    }

    /// <summary>The next thing to do; waits where it depends on what runs.</summary>
    private TrialJob? Take()
    {
        lock (_gate)
        {
            while (!IsStopped)
            {
                if (_plan.Next() is { } job)
                {
                    job.Trial.IsRunning = true;
                    return job;
                }
                if (!_plan.Trials.Any(trial => trial.IsRunning))
                    return null;
                Monitor.Wait(_gate);
            }
            return null;
        }
    }

    private void Do(TrialJob job)
    {
        _context.Settings.CancellationToken.ThrowIfCancellationRequested();
        var trial = job.Trial;
        var run = new TrialRun(_context, trial, Earlier(trial), Running);
        long bytes = run.PredictBytes();
        WaitForMemory(bytes);
        try
        {
            if (trial.Started is null && !Start(trial, run))
                return;
            int epochs = trial.Started!.Epochs;
            if (run.Run(epochs, _plan.RungsOf(trial, epochs)[job.Rung], Share(trial)) is var (entry, model))
            {
                Record(trial, entry, model);
                return;
            }
            lock (_gate)
            {
                WriteStop(trial);
                End(trial);
            }
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
                WriteStop(trial);
            throw;
        }
        finally
        {
            lock (_gate)
            {
                _room.Leave(bytes);
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Waits while others train beside whom there is no room. Alone a trial always begins.</summary>
    private void WaitForMemory(long bytes)
    {
        lock (_gate)
        {
            while (!_room.TryEnter(bytes))
                Monitor.Wait(_gate);
        }
    }

    /// <summary>Plans a trial and writes down that it begins; what cannot begin is written down as failed, or ends the experiment where others of its kind had their turn.</summary>
    private bool Start(Trial trial, TrialRun run)
    {
        try
        {
            int epochs = run.PlanEpochs(Share(trial));
            lock (_gate)
            {
                var started = new TrialStarted { Trial = trial.Number, ElapsedSeconds = _context.Clock.Elapsed, Epochs = epochs };
                _journal.Append(started);
                trial.Started = started;
            }
            return true;
        }
        catch (TimeoutException) when (!IsFirst(trial))
        {
            lock (_gate)
            {
                _plan.TakeBack(trial);
                End(trial);
            }
            return false;
        }
        catch (Exception exception) when (!run.IsOfExperiment(exception))
        {
            Record(trial, run.Refused(exception.Message), null);
            return false;
        }
    }

    /// <summary>The seconds that are meant for a trial: all candidates have a first one.</summary>
    private double Share(Trial trial)
    {
        lock (_gate)
        {
            if (!IsFirstOfCandidate(trial))
                return _context.Clock.Left;
            var begun = _plan.Trials.Select(other => other.Draw.Candidate).ToHashSet();
            var behind = _context.Settings.Candidates.Where((_, place) => !begun.Contains(place));
            return TimeShares.Of(_context.Clock.Left, _context.CandidateOf(trial), behind, _context.Settings.ParallelTrials);
        }
    }

    private bool IsFirst(Trial trial)
    {
        lock (_gate)
            return IsFirstOfCandidate(trial);
    }

    private bool IsFirstOfCandidate(Trial trial) => _plan.Trials.First(other => other.Draw.Candidate == trial.Draw.Candidate) == trial;

    private int Running()
    {
        lock (_gate)
            return _plan.Trials.Count(trial => trial.IsRunning);
    }

    private IReadOnlyList<IReadOnlyList<double>> Earlier(Trial trial)
    {
        lock (_gate)
        {
            return [.. _plan.Trials.Where(other => other != trial && other.Last?.History is not null)
                .Select(other => (IReadOnlyList<double>)[.. other.Last!.History!.Epochs.Select(report => report.ValidationAccuracy ?? 0)])];
        }
    }

    private void Record(Trial trial, TrialFinished entry, ITransformer? model)
    {
        lock (_gate)
        {
            _journal.Append(entry);
            trial.Finish(entry);
            trial.IsRunning = false;
            _best.Update(_plan.Trials, entry, model);
            if (trial.IsFinal)
                _context.Folder.DeleteCheckpoints(trial);
            Monitor.PulseAll(_gate);
        }
        _progress?.Report(ExperimentSummary.Detail(_context, trial));
    }

    /// <summary>Writes down how long it has been: the next execution has that much less time.</summary>
    private void WriteStop(Trial trial) => _journal.Append(new TrialStopped { Trial = trial.Number, ElapsedSeconds = _context.Clock.Elapsed });

    private void End(Trial trial)
    {
        trial.IsRunning = false;
        _isOver = true;
        Monitor.PulseAll(_gate);
    }
}
