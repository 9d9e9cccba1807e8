using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>Fits an estimator for a trial.</summary>
/// <param name="settings">The experiment's settings.</param>
/// <param name="data">The images.</param>
/// <param name="candidate">The candidate.</param>
internal sealed class EstimatorTrial(ExperimentSettings settings, ExperimentData data, EstimatorCandidate candidate)
{
    /// <summary>Fits and measures.</summary>
    /// <param name="secondsLeft">The seconds that are left.</param>
    /// <returns>What it gave, or <see langword="null"/> if it was asked to stop.</returns>
    /// <exception cref="TimeoutException">There was not enough time.</exception>
    public TrialOutcome? Run(Func<double> secondsLeft)
    {
        ITransformer? first = null;
        double share = secondsLeft();
        var scores = new List<ModelScores>();
        var training = TimeSpan.Zero;
        foreach (var split in data.Splits)
        {
            CandidateColumns.Check(candidate, split.Train.Schema);
            long start = settings.Clock.GetTimestamp();
            var model = AbandonableWork.Run(
                () => candidate.Value.Fit(split.Train), () => secondsLeft() < 0 || IsStopRequested, settings.CancellationToken);
            if (model is null)
            {
                (first as IDisposable)?.Dispose();
                return IsStopRequested ? null : throw new TimeoutException(FormattableString.Invariant($"Fitting '{candidate.Name}' had not ended after {Math.Max(0, share):F1} s, its share of the experiment's time. ML.NET cannot stop it, so it was left behind, and may slow down what is tried next. Set ExperimentSettings.MaxExperimentTimeInSeconds to twice as much, or give it fewer images."));
            }
            training += settings.Clock.GetElapsedTime(start);
            scores.Add(ScoreMeasurement.Measure(model, split.Validation, new MeasuredColumns(settings.LabelColumnName, ScoringSchema.ScoreName)));
            if (first is null)
                first = model;
            else
                (model as IDisposable)?.Dispose();
        }
        return new TrialOutcome(RunEnd.Completed, first!, ModelScores.Concat(scores)) { TrainingSeconds = training.TotalSeconds };
    }

    private bool IsStopRequested => settings.Control?.IsStopRequested ?? false;
}
