namespace MLNet.Cnn;

/// <summary>One training: born for a fit, run once.</summary>
internal sealed class Trainer
{
    private readonly TrainingSettings _settings;
    private readonly IEngineSession _session;
    private readonly LossSteps _steps;
    private readonly BatchFeeder _feeder;
    private readonly StepPlan _plan;
    private readonly BestWeights _best;
    private readonly Validator? _validator;
    private readonly RunningEarlyStopping? _earlyStopping;
    private readonly RunningPlateau? _plateau;
    private readonly RunningStatistics _statistics;
    private readonly RunningCheckpoints? _checkpoints;
    private readonly TrainingClock _clock;
    private readonly List<EpochReport> _reports = [];
    private int _epoch;
    private EpochSums _sums;

    private Trainer(TrainingSettings settings, IEngineSession session, RunningCheckpoints? checkpoints)
    {
        _settings = settings;
        _session = session;
        _steps = new LossSteps(session, settings.Loss);
        _feeder = settings.Feeder();
        _earlyStopping = settings.EarlyStopping is null ? null : new RunningEarlyStopping(settings.EarlyStopping);
        _plateau = settings.ReduceLROnPlateau is null ? null : new RunningPlateau(settings.ReduceLROnPlateau);
        _plan = new StepPlan(settings, _plateau);
        _best = new BestWeights(settings.EarlyStopping);
        _validator = settings.Validation is null ? null : new Validator(settings);
        _statistics = new RunningStatistics(settings, _feeder, _plan.StepsPerEpoch);
        _checkpoints = checkpoints;
        _clock = new TrainingClock(settings.Clock);
        CheckSteps();
    }

    /// <summary>Trains on a thread of its own, because thread counts are a property of threads in native libraries.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The loss is no longer a number, no step would change the weights, or the checkpoint is that of another training.</exception>
    public static TrainingOutcome Run(TrainingSettings settings) => EngineThread.Run(() =>
    {
        using var checkpoints = settings.Checkpoints is null ? null : new RunningCheckpoints(settings.Checkpoints, settings);
        using var session = settings.OpenSession();
        settings.Log($"Computing on {session.Execution}");
        return new Trainer(settings, session, checkpoints).Train() with { Execution = session.Execution };
    });

    private TrainingOutcome Train()
    {
        if (Resume() is { } finished)
            return finished;
        TrainingEnd? end = null;
        while (_epoch < _settings.Epochs && end is null)
            end = RestsHere ? TrainingEnd.StopRequested : TrainEpoch();
        return Finish(end ?? TrainingEnd.Completed);
    }

    /// <summary>A training that ends before its gradients are applied once would learn nothing, in silence.</summary>
    private void CheckSteps()
    {
        long steps = _plan.StepsPerEpoch * _settings.Epochs;
        if (steps < _settings.Optimizer.GradientAccumulationSteps)
            throw new InvalidOperationException(FormattableString.Invariant($"The training has {Counted.Of(steps, "step")} ({Counted.Of(_settings.Epochs, "epoch")} of {_plan.StepsPerEpoch}), but Optimizer.GradientAccumulationSteps is {_settings.Optimizer.GradientAccumulationSteps}: the weights would never change. Lower it or CnnOptions.BatchSize, or train for more epochs."));
    }

    /// <summary>Trains what is left of an epoch and measures it; gives the reason if training ends with it or within it.</summary>
    private TrainingEnd? TrainEpoch()
    {
        _clock.StartEpoch();
        int[] order = EpochOrder.Of(_settings.Train, _settings.Sampling, _settings.Seed, _epoch);
        foreach (var batch in _feeder.Epoch(order, _epoch, _sums.Steps))
        {
            _settings.CancellationToken.ThrowIfCancellationRequested();
            if (Interruption is { } end)
                return end;
            Step(batch);
            if (_sums.Steps < _plan.StepsPerEpoch && (_checkpoints?.IsDue(_sums.Steps) ?? false))
                Save();
        }
        return EndEpoch();
    }

    /// <summary>Why training should end before its next step, if it should.</summary>
    private TrainingEnd? Interruption =>
        _settings.Control?.IsStopRequested ?? false ? TrainingEnd.StopRequested
        : _clock.SinceStart >= _settings.MaxTrainingTime ? TrainingEnd.TimeUp
        : null;

    private bool RestsHere => _sums.Steps == 0 && _reports.Count > 0 && (_settings.RestsAfter?.Invoke(_reports) ?? false);

    private void Step(TrainingBatch batch)
    {
        long step = _epoch * _plan.StepsPerEpoch + _sums.Steps;
        var settings = _plan.At(step);
        var result = _steps.Take(batch, settings);
        if (!double.IsFinite(result.Loss))
            throw Diverged(FormattableString.Invariant($"the loss became {result.Loss} at"), step, settings.LearningRate);
        _sums = _sums.Add(result, batch.Images.Count, settings.LearningRate);
    }

    private TrainingEnd? EndEpoch()
    {
        double seconds = _clock.Epoch.TotalSeconds;
        if (_validator is not null)
            _statistics.Update(_session, _epoch);
        var validation = _validator?.Measure(_session, _settings.CancellationToken);
        var report = new EpochReport(
            _epoch + 1, _settings.Epochs, _sums.Loss / _sums.Images, (double)_sums.Correct / _sums.Images, validation?.Loss, validation?.Accuracy,
            _sums.Rate, _sums.Images / seconds, _clock.Elapsed, _clock.Elapsed / (_epoch + 1) * (_settings.Epochs - _epoch - 1));
        _reports.Add(report);
        (_epoch, _sums) = (_epoch + 1, default);
        _clock.EndEpoch();
        bool isBest = _best.Keep(report, _session);
        bool lowers = _plateau?.LowersAfter(report) ?? false;
        bool stops = _earlyStopping?.EndsWith(report) ?? false;
        if (isBest)
            _checkpoints?.SaveBest(_best.Weights!);
        // What ends with this epoch is saved as finished.
        if (!stops && _epoch < _settings.Epochs)
            Save();
        // Behind the saving: what a callback throws ends the training, but costs no epoch.
        _settings.Progress?.Invoke(report);
        if (lowers)
            _settings.Log(FormattableString.Invariant($"Epoch {report.Epoch}: {_settings.ReduceLROnPlateau!.Monitor} no longer improves; from now on the learning rate is lowered to {_plateau!.State.Scale:G3} of the schedule's."));
        return stops && _epoch < _settings.Epochs ? TrainingEnd.StoppedEarly : null;
    }

    private TrainingOutcome Finish(TrainingEnd end)
    {
        var best = _best.AreWantedAfter(end) ? _best.State : null;
        if (end.IsInterruption())
            Save();
        var weights = best is null ? LastWeights() : _best.Weights!;
        // The loss of the last step was measured before its update.
        if (weights.FirstOrDefault(array => !FinalWeights.AreFinite(array)) is { } broken)
            throw Diverged($"the weight '{broken.Path}' is no longer a finite number after", _plan.StepsPerEpoch * _epoch + _sums.Steps - 1, LastRate);
        if (!end.IsInterruption())
            _checkpoints?.Save(new SavedTraining(State with { End = end, Best = best }, new EngineState(weights, [], 0), BestWeights: null));
        return new TrainingOutcome(weights, _reports, end, best?.Epoch);
    }

    private double LastRate => _sums.Steps > 0 ? _sums.Rate : _reports.LastOrDefault()?.LearningRate ?? _settings.Optimizer.LearningRate;

    /// <summary>The weights of the last step, with statistics that go with them.</summary>
    private NetworkWeights LastWeights()
    {
        var weights = FinalWeights.Of(_session, _settings.Network);
        bool nothingTrained = _epoch == 0 && _sums.Steps == 0;
        if (!_statistics.AreReestimated || nothingTrained)
            return weights;
        // The optimizer's average of the weights may stand in their place: then the statistics are those of the average.
        _session.WriteState(_session.ReadState() with { Weights = weights });
        _statistics.Update(_session, Math.Min(_epoch, _settings.Epochs - 1));
        return _session.ReadState().Weights;
    }

    private TrainingState State => new(
        _epoch, _sums, _clock.Epoch, _clock.Elapsed, 0, _reports, _earlyStopping?.State, _plateau?.State, _best.State, End: null);

    private void Save()
    {
        if (_checkpoints is null)
            return;
        var engine = _session.ReadState();
        _checkpoints.Save(new SavedTraining(State with { EngineSteps = engine.Steps }, engine, _best.Weights));
    }

    /// <summary>Goes on from a checkpoint, if there is one; gives the outcome if it is that of a finished training.</summary>
    private TrainingOutcome? Resume()
    {
        if (_checkpoints?.Load() is not { State: var state } saved)
        {
            Save();
            return null;
        }
        _reports.AddRange(state.Reports);
        if (state.End is { } end)
        {
            _settings.Log($"The checkpoints in '{_settings.Checkpoints!.Folder}' are those of a finished training: nothing is trained.");
            return new TrainingOutcome(saved.Engine.Weights, _reports, end, state.Best?.Epoch);
        }
        _session.WriteState(saved.Engine);
        (_epoch, _sums) = (state.Epoch, state.Sums);
        _clock.Resume(state.EpochTime, state.Elapsed);
        if (_earlyStopping is not null)
            _earlyStopping.State = state.EarlyStopping!;
        if (_plateau is not null)
            _plateau.State = state.Plateau!;
        _best.Restore(state.Best, saved.BestWeights);
        _settings.Log($"Continuing from the checkpoint in '{_settings.Checkpoints!.Folder}': epoch {_epoch + 1}, step {_sums.Steps + 1} of {_plan.StepsPerEpoch}.");
        Save();
        return null;
    }

    private InvalidOperationException Diverged(string what, long step, double rate) => new(FormattableString.Invariant(
        $"Training diverged: {what} step {step + 1} (epoch {step / _plan.StepsPerEpoch + 1}) with the learning rate {rate:G3}. Lower the learning rate (now at most {_settings.Optimizer.LearningRate:G3}), for example to {_settings.Optimizer.LearningRate / 10:G3}, or add BatchNormalization behind the convolutions."));
}
