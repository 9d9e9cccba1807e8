using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>What an experiment found, out of what was written down.</summary>
/// <param name="context">The experiment.</param>
/// <param name="trials">All trials.</param>
/// <param name="best">The best one.</param>
internal sealed class ExperimentSummary(ExperimentContext context, IReadOnlyList<Trial> trials, BestModel best)
{
    /// <summary>The result; scores the test view, if there is one.</summary>
    /// <exception cref="InvalidOperationException">No trial gave a model.</exception>
    public ExperimentResult Result()
    {
        double seconds = context.Clock.Elapsed;
        RunDetail[] details = [.. trials.Where(trial => trial.Last is not null).Select(trial => Detail(context, trial))];
        if (best.Entry is not { } entry)
            throw NothingFound(details);
        details = [.. details.Select(detail => detail.Trial == entry.Trial ? detail with { Model = best.Model() } : detail)];
        var files = new Dictionary<LeaderboardRow, string?>(ReferenceEqualityComparer.Instance);
        foreach (var detail in details)
            files.Add(detail.Row(), trials.Single(trial => trial.Number == detail.Trial).Last!.Model);
        string[] tried = [.. trials.Where(trial => trial.Last is not null || trial.Started is not null).Select(trial => context.CandidateOf(trial).Name)];
        var untried = context.Settings.Candidates.Where(candidate => !tried.Contains(candidate.Name))
            .Select(candidate => new LeaderboardRow { Name = candidate.Name, Error = "Time or trials of the experiment were over before its turn.", WasTried = false });
        var leaderboard = new Leaderboard([.. files.Keys, .. untried]) { Duplicates = context.Data.Duplicates, Notes = [.. Unfinished(), .. Unsaved(entry)] };
        if (context.Data.Test is { } test)
            leaderboard = WithTest(leaderboard, test, files);
        return new ExperimentResult
        {
            BestRun = details.Single(detail => detail.Trial == entry.Trial),
            RunDetails = details,
            Leaderboard = leaderboard,
            RuntimeInSeconds = seconds,
        };
    }

    /// <summary>A trial as users see it, without its model.</summary>
    public static RunDetail Detail(ExperimentContext context, Trial trial)
    {
        var entry = trial.Last!;
        return new RunDetail
        {
            Trial = trial.Number,
            TrainerName = entry.Candidate,
            Settings = entry.Settings,
            End = entry.End,
            ValidationMetrics = entry.Scores,
            Cost = entry.Cost,
            ModelPath = entry.Model is null || context.Settings.Folder is null ? null : context.Folder.Full(entry.Model),
            Exception = entry.Error is null ? null : new InvalidOperationException(entry.Error),
            RuntimeInSeconds = entry.Seconds,
            History = entry.History,
            WeightHash = entry.WeightHash,
        };
    }

    /// <summary>What was under way when the experiment was stopped, which has no row.</summary>
    private IEnumerable<string> Unfinished() => trials.Where(trial => trial.Started is not null && trial.Last is null).Select(trial => FormattableString.Invariant(
        $"{context.CandidateOf(trial).Name} was under way (trial {trial.Number}) when the experiment was stopped.{(context.Settings.Folder is null ? "" : " Started again with the same folder, it goes on.")}"));

    /// <summary>That there is no <c>best.zip</c>, where it would be looked for.</summary>
    private IEnumerable<string> Unsaved(TrialFinished entry) => entry.Model is not null || context.Settings.Folder is null ? [] :
        [FormattableString.Invariant($"ML.NET cannot save the best model, {entry.Candidate} (trial {entry.Trial}), so there is no best.zip: only ExperimentResult.BestRun.Model has it, and only where it was trained in this process.")];

    /// <summary>The table with the last column. What was trained is not lost where a model cannot be tested: a note says why its place is empty.</summary>
    private Leaderboard WithTest(Leaderboard leaderboard, IDataView test, IReadOnlyDictionary<LeaderboardRow, string?> files)
    {
        var failures = new List<(string Why, string Name)>();
        try
        {
            leaderboard = leaderboard.WithTest(row => files[row] is { } file ? ScoreOrNull(row, file) : null);
        }
        catch (ArgumentException exception)
        {
            failures.Add((exception.Message, "all models"));
        }
        return leaderboard with
        {
            Notes = [.. leaderboard.Notes, .. failures.GroupBy(failure => failure.Why, failure => failure.Name)
                .Select(names => $"Test images could not be scored by {string.Join(", ", names.Distinct())}: {names.Key}")],
        };

        ModelScores? ScoreOrNull(LeaderboardRow row, string file)
        {
            try
            {
                return Score(file, test);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failures.Add((exception.Message, row.Name));
                return null;
            }
        }
    }

    private ModelScores Score(string file, IDataView test)
    {
        var model = new MLContext().Model.Load(context.Folder.Full(file), out _);
        using (model as IDisposable)
            return ScoreMeasurement.Measure(model, test, new MeasuredColumns(context.Settings.LabelColumnName, ScoringSchema.ScoreName));
    }

    private static InvalidOperationException NothingFound(RunDetail[] details) => new(details.Length == 0
        ? "The experiment was stopped before a trial came to its end. Started again with the same folder, it goes on."
        : $"No trial gave a model. {string.Join(" ", details.Select(detail => $"'{detail.TrainerName}': {detail.Exception!.Message}"))}");
}
