namespace MLNet.Cnn;

/// <summary>One training: born for a fit, run once.</summary>
internal sealed class Trainer
{
    private readonly TrainingSettings _settings;
    private readonly IEngineSession _session;
    private readonly BatchFeeder _feeder;
    private readonly StepPlan _plan;
    private readonly BestWeights _best;
    private readonly Validator? _validator;
    private readonly RunningEarlyStopping? _earlyStopping;
    private readonly RunningPlateau? _plateau;
    private readonly long _start;
    private readonly List<EpochReport> _reports = [];

    private Trainer(TrainingSettings settings, IEngineSession session)
    {
        _settings = settings;
        _session = session;
        _feeder = new BatchFeeder(settings.Train.Images, settings.BatchSize, settings.Network.OutputShape.Size);
        _earlyStopping = settings.EarlyStopping is null ? null : new RunningEarlyStopping(settings.EarlyStopping);
        _plateau = settings.ReduceLROnPlateau is null ? null : new RunningPlateau(settings.ReduceLROnPlateau);
        _plan = new StepPlan(settings, _plateau);
        _best = new BestWeights(settings.EarlyStopping);
        _validator = settings.Validation is null ? null : new Validator(settings.Network, settings.Loss, settings.Validation, settings.BatchSize);
        _start = settings.Clock.GetTimestamp();
    }

    private TimeSpan Elapsed => _settings.Clock.GetElapsedTime(_start);

    /// <summary>Why training should end before its next step, if it should.</summary>
    private TrainingEnd? Interruption =>
        _settings.Control?.IsStopRequested ?? false ? TrainingEnd.StopRequested
        : Elapsed >= _settings.MaxTrainingTime ? TrainingEnd.TimeUp
        : null;

    /// <summary>Trains on a thread of its own, because thread counts are a property of threads in native libraries.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The loss is no longer a number.</exception>
    public static TrainingOutcome Run(TrainingSettings settings) => EngineThread.Run(() =>
    {
        using var session = settings.Engine.OpenSession(new EngineSettings(settings.Network, settings.InitialWeights)
        {
            Optimizer = settings.Optimizer,
            Loss = settings.Loss,
            Threads = settings.Threads,
        });
        return new Trainer(settings, session).Train();
    });

    private TrainingOutcome Train()
    {
        TrainingEnd? end = null;
        for (int epoch = 0; epoch < _settings.Epochs && end is null; epoch++)
            end = TrainEpoch(epoch);
        return Outcome(end ?? TrainingEnd.Completed);
    }

    /// <summary>Trains one epoch and measures it; gives the reason if training ends with it or within it.</summary>
    private TrainingEnd? TrainEpoch(int epoch)
    {
        long start = _settings.Clock.GetTimestamp();
        var sums = new EpochSums();
        foreach (var batch in _feeder.Epoch(_settings.Train.Shuffled(_settings.Seed, epoch), epoch))
        {
            _settings.CancellationToken.ThrowIfCancellationRequested();
            if (Interruption is { } end)
                return end;
            sums = Step(batch, epoch, sums);
        }
        return EndEpoch(epoch, sums, _settings.Clock.GetElapsedTime(start));
    }

    private EpochSums Step(TrainingBatch batch, int epoch, EpochSums sums)
    {
        long step = epoch * _plan.StepsPerEpoch + sums.Steps;
        var settings = _plan.At(step);
        var result = _session.Step(batch, settings);
        if (!double.IsFinite(result.Loss))
            throw Diverged(FormattableString.Invariant($"the loss became {result.Loss} at"), step, settings.LearningRate);
        return sums.Add(result, batch.Images.Count, settings.LearningRate);
    }

    private TrainingEnd? EndEpoch(int epoch, EpochSums sums, TimeSpan time)
    {
        var validation = _validator?.Measure(_session, _settings.CancellationToken);
        var report = new EpochReport(
            epoch + 1, _settings.Epochs, sums.Loss / sums.Images, (double)sums.Correct / sums.Images, validation?.Loss, validation?.Accuracy,
            sums.Rate, sums.Images / time.TotalSeconds, Elapsed, Elapsed / (epoch + 1) * (_settings.Epochs - epoch - 1));
        _reports.Add(report);
        _best.EpochEnded(report, _session);
        _settings.Progress?.Invoke(report);
        if (_plateau?.LowersAfter(report) ?? false)
            _settings.Log(FormattableString.Invariant($"Epoch {report.Epoch}: {_settings.ReduceLROnPlateau!.Monitor} no longer improves; from now on the learning rate is lowered to {_plateau.State.Scale:G3} of the schedule's."));
        return (_earlyStopping?.EndsWith(report) ?? false) && report.Epoch < report.Epochs ? TrainingEnd.StoppedEarly : null;
    }

    private TrainingOutcome Outcome(TrainingEnd end)
    {
        if (_best.AreWantedAfter(end))
            return new TrainingOutcome(_best.Weights!, _reports, end, _best.Epoch);
        var weights = FinalWeights.Of(_session, _settings.Network);
        // The loss of the last step was measured before its update.
        if (end == TrainingEnd.Completed && weights.FirstOrDefault(array => !FinalWeights.AreFinite(array)) is { } broken)
            throw Diverged($"the weight '{broken.Path}' is no longer a finite number after", _plan.StepsPerEpoch * _reports.Count - 1, _reports[^1].LearningRate);
        return new TrainingOutcome(weights, _reports, end, BestEpoch: null);
    }

    private InvalidOperationException Diverged(string what, long step, double rate) => new(FormattableString.Invariant(
        $"Training diverged: {what} step {step + 1} (epoch {step / _plan.StepsPerEpoch + 1}) with the learning rate {rate:G3}. Lower the learning rate (now at most {_settings.Optimizer.LearningRate:G3}), for example to {_settings.Optimizer.LearningRate / 10:G3}, or add BatchNormalization behind the convolutions."));
}
