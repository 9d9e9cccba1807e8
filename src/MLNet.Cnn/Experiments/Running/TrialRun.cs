using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>One trial at work, to the end of a rung: trains, measures, saves.</summary>
/// <param name="context">The experiment.</param>
/// <param name="trial">The trial.</param>
/// <param name="earlier">The validation accuracies of earlier trials, epoch by epoch.</param>
/// <param name="running">How many trials are under way, this one included.</param>
internal sealed class TrialRun(ExperimentContext context, Trial trial, IReadOnlyList<IReadOnlyList<double>> earlier, Func<int> running)
{
    private readonly Candidate _candidate = context.CandidateOf(trial);

    /// <summary>How many epochs to plan for.</summary>
    /// <param name="share">The seconds that are meant for it.</param>
    /// <returns>The epochs; 0 for estimators.</returns>
    /// <exception cref="InvalidOperationException">There is not the memory to train it.</exception>
    /// <exception cref="TimeoutException">Not even one fits, or not all of those that a <see cref="FineTuning"/> has.</exception>
    public int PlanEpochs(double share)
    {
        if (_candidate is not NetworkCandidate candidate)
            return 0;
        var options = context.OptionsOf(trial, candidate);
        int asked = options.AllEpochs;
        // A halved training goes on as long as it is among the best, so its schedule is that of all its epochs.
        if (double.IsInfinity(share) || context.Settings.Halving is not null)
            return asked;
        double epoch = Network(options).MeasureEpoch();
        double seconds = Math.Min(share, context.Clock.Left);
        int epochs = EpochBudget.Epochs(asked, epoch, seconds, context.Clock.Left);
        // Which step should lose epochs is not for an experiment to say.
        if (options.FineTuning is not null && epochs < asked)
            throw new TimeoutException(EpochBudget.DescribeSteps(candidate.Name, asked, epoch, seconds));
        return epochs > 0 ? epochs : throw new TimeoutException(
            EpochBudget.Describe(candidate.Name, epoch, context.Clock.Elapsed, context.Clock.Left, context.Data.Splits[0].Train.GetRowCount() ?? 0));
    }

    /// <summary>Trains to the end of a rung, measures and saves.</summary>
    /// <param name="epochs">The epochs it was planned for.</param>
    /// <param name="rungEpochs">The epochs that the rung ends with.</param>
    /// <param name="share">The seconds that are meant for it. Networks are planned to fit and end with it; estimators, of which nobody knows what they take, are left behind when it is over.</param>
    /// <returns>What is written down and the model, or <see langword="null"/> if it was asked to stop.</returns>
    /// <exception cref="OperationCanceledException">The experiment was cancelled.</exception>
    public (TrialFinished Entry, ITransformer? Model)? Run(int epochs, int rungEpochs, double share)
    {
        double start = context.Clock.Elapsed;
        using var memory = new PeakMemory();
        try
        {
            var outcome = _candidate switch
            {
                NetworkCandidate candidate => RunNetwork(context.OptionsOf(trial, candidate) with { Epochs = epochs }, rungEpochs, () => SecondsForNetwork(epochs, start + share)),
                EstimatorCandidate candidate => new EstimatorTrial(context.Settings, context.Data, candidate)
                    .Run(() => Math.Min(SecondsForTraining(), start + share - context.Clock.Elapsed)),
                _ => throw new InvalidOperationException($"'{_candidate.Name}' is no kind of candidate that can be run."),
            };
            if (outcome is null)
                return null;
            long peak = memory.Bytes;
            var cost = Cost(outcome);
            var model = WithLabelText(outcome.Model);
            string? file = context.Folder.Save(trial, model, context.Data.InputSchema);
            return (Entry(start, outcome.End) with
            {
                Scores = outcome.Scores,
                Cost = cost with
                {
                    Parameters = outcome.Parameters,
                    ModelBytes = file is null ? null : new FileInfo(context.Folder.Full(file)).Length,
                    TrainingSeconds = (trial.Last?.Cost.TrainingSeconds ?? 0) + outcome.TrainingSeconds,
                    PeakMemoryBytes = peak,
                },
                Model = file,
                History = outcome.History,
                WeightHash = outcome.WeightHash,
            }, model);
        }
        catch (Exception exception) when (!IsOfExperiment(exception))
        {
            return (Entry(start, RunEnd.Failed) with { Error = exception.Message }, null);
        }
    }

    /// <summary>The bytes that it needs at the least; 0 where that is not known, or where it will fail.</summary>
    public long PredictBytes()
    {
        try
        {
            return _candidate is NetworkCandidate candidate ? TrialMemory.AtLeast(context.OptionsOf(trial, candidate), context.Data) : 0;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return 0;
        }
    }

    /// <summary>Whether an exception ends the experiment and not only the trial: its cancellation, and whatever is about a file of its folder. What is about the trial's own data, or
    /// anything else, is the trial's.</summary>
    public bool IsOfExperiment(Exception exception) =>
        (exception is OperationCanceledException && context.Settings.CancellationToken.IsCancellationRequested) || exception.IsAbout(context.Folder.Path);

    /// <summary>What is written down of a trial that could not begin.</summary>
    public TrialFinished Refused(string why) => Entry(context.Clock.Elapsed, RunEnd.Failed) with { Error = why };

    private TrialOutcome? RunNetwork(CnnOptions options, int rungEpochs, Func<double> secondsLeft) =>
        Network(options).Run(fold => context.Folder.Checkpoints(trial, fold), rungEpochs, secondsLeft);

    /// <summary>What is left for a network that is slower than it was measured: its share, so that the others keep theirs. A single epoch, and a training that rests between rungs, may take all there is.</summary>
    private double SecondsForNetwork(int epochs, double end) =>
        epochs == 1 || context.Settings.Halving is not null ? SecondsForTraining() : Math.Min(SecondsForTraining(), end - context.Clock.Elapsed);

    private double SecondsForTraining() => context.Clock.Left - EpochBudget.SecondsForMeasuring;

    /// <summary>The training, once it is known that it has a chance: measuring an epoch needs the memory of a training, too.</summary>
    private NetworkTrial Network(CnnOptions options)
    {
        TrialMemory.Check(_candidate.Name, options, context.Data, FreeMemory.All());
        return new NetworkTrial(context.Environment, context.Settings, context.Data, options, earlier);
    }

    /// <summary>Speeds are worth their seconds only of a model that is not trained further.</summary>
    private ModelCost Cost(TrialOutcome outcome)
    {
        if (!context.Settings.MeasureSpeed || outcome.End is not (RunEnd.Completed or RunEnd.TimeUp))
            return new ModelCost();
        int before = running();
        var cost = CostMeasurement.Speeds(outcome.Model, context.Data.Splits[0].Validation, ScoringSchema.ScoreName);
        int most = Math.Max(before, running());
        return cost with { TrialsAtOnce = most > 1 ? most : null };
    }

    /// <summary>The model as the user's data need it: with predictions as text where labels are.</summary>
    private ITransformer WithLabelText(ITransformer model)
    {
        if (!context.Data.LabelIsText)
            return model;
        var scored = model.Transform(context.Data.Splits[0].Validation);
        return new TransformerChain<ITransformer>(model, new MLContext().Transforms.Conversion.MapKeyToValue(ScoringSchema.PredictedLabelName).Fit(scored));
    }

    private TrialFinished Entry(double start, RunEnd end) => new()
    {
        Trial = trial.Number,
        Rung = trial.Rungs.Count,
        ElapsedSeconds = context.Clock.Elapsed,
        Candidate = _candidate.Name,
        Settings = context.SettingsOf(trial),
        End = end,
        Seconds = (trial.Last?.Seconds ?? 0) + context.Clock.Elapsed - start,
    };
}
