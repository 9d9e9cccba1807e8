using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Cnn;

/// <summary>Trains a network for a trial, from where an earlier rung or a killed process left it.</summary>
internal sealed class NetworkTrial
{
    private readonly IHostEnvironment _environment;
    private readonly ExperimentSettings _settings;
    private readonly ExperimentData _data;
    private readonly CnnOptions _options;
    private readonly IReadOnlyList<IReadOnlyList<double>> _earlier;

    /// <param name="environment">The catalog's environment.</param>
    /// <param name="settings">The experiment's settings.</param>
    /// <param name="data">The images.</param>
    /// <param name="options">The trial's options, columns and seed of the experiment in them.</param>
    /// <param name="earlier">The validation accuracies of earlier trials, epoch by epoch.</param>
    public NetworkTrial(
        IHostEnvironment environment, ExperimentSettings settings, ExperimentData data, CnnOptions options, IReadOnlyList<IReadOnlyList<double>> earlier) =>
        (_environment, _settings, _data, _options, _earlier) = (environment, settings, data, options, earlier);

    /// <summary>The seconds of an epoch, of all folds together.</summary>
    public double MeasureEpoch()
    {
        var split = _data.Splits[0];
        return Trainer(_options).MeasureEpoch(split.Train, split.Validation).TotalSeconds * _data.Splits.Count;
    }

    /// <summary>Trains to the end of a rung.</summary>
    /// <param name="checkpoints">Where the checkpoints of a fold are.</param>
    /// <param name="epochs">How many epochs the rung ends with.</param>
    /// <param name="secondsLeft">The seconds that are left for training.</param>
    /// <returns>What it gave, or <see langword="null"/> if it was asked to stop.</returns>
    public TrialOutcome? Run(Func<int, string> checkpoints, int epochs, Func<double> secondsLeft)
    {
        CnnTransformer? first = null;
        var end = RunEnd.Completed;
        var scores = new List<ModelScores>();
        var training = TimeSpan.Zero;
        for (int fold = 0; fold < _data.Splits.Count; fold++)
        {
            var split = _data.Splits[fold];
            long start = _settings.Clock.GetTimestamp();
            var model = Trainer(_options with
            {
                Checkpoints = new Checkpointing(checkpoints(fold)),
                MaxTrainingTime = TimeFor(secondsLeft()),
                RestsAfter = reports => reports.Count >= epochs || FallsBehind(reports),
            }).Fit(split.Train, split.Validation);
            training += _settings.Clock.GetElapsedTime(start);
            if (EndOf(model.Model.History, epochs) is not { } ended)
            {
                model.Dispose();
                first?.Dispose();
                return null;
            }
            scores.Add(ScoreMeasurement.Measure(model, split.Validation, new MeasuredColumns(_settings.LabelColumnName, ScoringSchema.ScoreName)));
            if (ended != RunEnd.Completed)
                end = ended;
            if (first is null)
                first = model;
            else
                model.Dispose();
        }
        return new TrialOutcome(end, first!, ModelScores.Concat(scores))
        {
            TrainingSeconds = training.TotalSeconds,
            Parameters = first!.Model.Network.ParameterCount,
            History = first.Model.History,
            WeightHash = first.Model.Weights.Sha256(),
        };
    }

    /// <summary>What is left of the experiment's time, or the candidate's own limit where that is less.</summary>
    private TimeSpan? TimeFor(double seconds)
    {
        var own = _options.MaxTrainingTime;
        if (double.IsInfinity(seconds))
            return own;
        var left = TimeSpan.FromSeconds(Math.Max(seconds, 0.001));
        return own < left ? own : left;
    }

    private RunEnd? EndOf(TrainingHistory history, int epochs) => history.End switch
    {
        TrainingEnd.Completed or TrainingEnd.StoppedEarly => RunEnd.Completed,
        TrainingEnd.TimeUp => RunEnd.TimeUp,
        _ when history.Epochs.Count >= epochs => RunEnd.Paused,
        _ when FallsBehind(history.Epochs) => RunEnd.FellBehind,
        _ => null,
    };

    private bool FallsBehind(IReadOnlyList<EpochReport> reports) =>
        _settings.MedianStopping?.Ends([.. reports.Select(report => report.ValidationAccuracy ?? 0)], _earlier) ?? false;

    private CnnTrainer Trainer(CnnOptions options) => new(_environment, options);
}
