using System.Diagnostics;

namespace MLNet.Cnn;

/// <summary>One training: born for a fit, run once.</summary>
internal sealed class Trainer
{
    private readonly TrainingSettings _settings;
    private readonly BatchFeeder _feeder;
    private readonly long _stepsPerEpoch;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<EpochReport> _reports = [];
    private (double Loss, NetworkWeights Weights)? _best;

    private Trainer(TrainingSettings settings)
    {
        _settings = settings;
        _feeder = new BatchFeeder(settings.Train.Images, settings.BatchSize, settings.Network.OutputShape.Size);
        _stepsPerEpoch = (settings.Train.Count + settings.BatchSize - 1) / settings.BatchSize;
    }

    private bool StopRequested => _settings.Control?.IsStopRequested ?? false;

    /// <summary>Trains on a thread of its own, because thread counts are a property of threads in native libraries.</summary>
    /// <returns>The weights, what each epoch brought, and whether a stop was requested before the last step.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The loss is no longer a number.</exception>
    public static (NetworkWeights Weights, IReadOnlyList<EpochReport> Reports, bool Stopped) Run(TrainingSettings settings) =>
        EngineThread.Run(() => new Trainer(settings).Train());

    private (NetworkWeights Weights, IReadOnlyList<EpochReport> Reports, bool Stopped) Train()
    {
        using var session = _settings.Engine.OpenSession(new EngineSettings(_settings.Network, _settings.InitialWeights)
        {
            Optimizer = _settings.Optimizer,
            Threads = _settings.Threads,
        });
        for (int epoch = 0; epoch < _settings.Epochs; epoch++)
        {
            if (!TrainEpoch(session, epoch))
                return (_best?.Weights ?? FinalWeights(session), _reports, Stopped: true);
        }
        var weights = FinalWeights(session);
        // The loss of the last step was measured before its update.
        if (weights.FirstOrDefault(array => !IsFinite(array.Values.Span)) is { } broken)
            throw Diverged($"the weight '{broken.Path}' is no longer a finite number after", _settings.Epochs - 1, _stepsPerEpoch * _settings.Epochs - 1, _reports[^1].LearningRate);
        return (weights, _reports, Stopped: false);
    }

    /// <summary>The weights, or their moving average where the optimizer keeps one: Keras puts it in their place when training ends.</summary>
    private NetworkWeights FinalWeights(IEngineSession session)
    {
        const string averagePrefix = "average/";
        var state = session.ReadState();
        var averages = state.OptimizerSlots
            .Where(slot => slot.Path.StartsWith(averagePrefix, StringComparison.Ordinal))
            .ToDictionary(slot => slot.Path[averagePrefix.Length..]);
        return averages.Count == 0
            ? state.Weights
            : new NetworkWeights(_settings.Network, state.Weights.Select(weight => averages.TryGetValue(weight.Path, out var average) ? weight with { Values = average.Values } : weight));
    }

    private static bool IsFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }
        return true;
    }

    /// <summary>Trains one epoch; gives <see langword="false"/> if a stop was requested before its end.</summary>
    private bool TrainEpoch(IEngineSession session, int epoch)
    {
        int[] order = _settings.Train.Shuffled(_settings.Seed, epoch);
        double loss = 0, rate = 0;
        int correct = 0;
        long step = epoch * _stepsPerEpoch;
        var clock = Stopwatch.StartNew();
        for (int start = 0; start < order.Length; start += _settings.BatchSize, step++)
        {
            _settings.CancellationToken.ThrowIfCancellationRequested();
            if (StopRequested)
                return false;
            var rows = order.AsSpan(start, Math.Min(_settings.BatchSize, order.Length - start));
            var scheduled = _settings.Schedule.At(step, _stepsPerEpoch * _settings.Epochs);
            rate = _settings.Optimizer.LearningRate * scheduled.Factor;
            ulong key = new KeyedRandom(_settings.Seed, RandomPurpose.Step, step).NextBits();
            var result = session.Step(_feeder.Batch(rows), new StepSettings(rate, scheduled.Momentum, key));
            if (!double.IsFinite(result.Loss))
                throw Diverged(FormattableString.Invariant($"the loss became {result.Loss} at"), epoch, step, rate);
            loss += result.Loss * rows.Length;
            correct += result.Correct;
        }
        double seconds = clock.Elapsed.TotalSeconds;
        var validation = _settings.Validation is null ? ((double Loss, double Accuracy)?)null : Validate(session, _settings.Validation);
        if (validation is { } measured && (_best is null || measured.Loss < _best.Value.Loss))
            _best = (measured.Loss, session.ReadState().Weights);
        var report = new EpochReport(
            epoch + 1, _settings.Epochs, loss / order.Length, (double)correct / order.Length, validation?.Loss, validation?.Accuracy,
            rate, order.Length / seconds, _clock.Elapsed, _clock.Elapsed / (epoch + 1) * (_settings.Epochs - epoch - 1));
        _reports.Add(report);
        _settings.Progress?.Invoke(report);
        return true;
    }

    private (double Loss, double Accuracy) Validate(IEngineSession session, ImageSubset validation)
    {
        string output = _settings.Network.Layers[^1].Name;
        double loss = 0;
        int correct = 0;
        for (int start = 0; start < validation.Count; start += _settings.BatchSize)
        {
            _settings.CancellationToken.ThrowIfCancellationRequested();
            var rows = validation.Rows.AsSpan(start, Math.Min(_settings.BatchSize, validation.Count - start));
            var batch = _feeder.Images(validation.Images, rows);
            var logits = session.Predict(batch, training: false, [output])[0].Values.Span;
            int classes = logits.Length / rows.Length;
            for (int i = 0; i < rows.Length; i++)
            {
                var (rowLoss, isCorrect) = CrossEntropy.Of(logits.Slice(i * classes, classes), validation.Images.Labels[rows[i]]);
                loss += rowLoss;
                correct += isCorrect ? 1 : 0;
            }
        }
        return (loss / validation.Count, (double)correct / validation.Count);
    }

    private InvalidOperationException Diverged(string what, int epoch, long step, double rate) => new(FormattableString.Invariant(
        $"Training diverged: {what} step {step + 1} (epoch {epoch + 1}) with the learning rate {rate:G3}. Lower the learning rate (now at most {_settings.Optimizer.LearningRate:G3}), for example to {_settings.Optimizer.LearningRate / 10:G3}, or add BatchNormalization behind the convolutions."));
}
