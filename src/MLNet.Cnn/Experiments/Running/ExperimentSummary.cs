using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>What an experiment found, out of what was written down.</summary>
/// <param name="context">The experiment.</param>
/// <param name="trials">All trials.</param>
/// <param name="best">The best one.</param>
/// <param name="journal">Where test scores are written down.</param>
internal sealed class ExperimentSummary(ExperimentContext context, IReadOnlyList<Trial> trials, BestModel best, ExperimentJournal journal)
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
        var entries = new Dictionary<LeaderboardRow, TrialFinished>(ReferenceEqualityComparer.Instance);
        foreach (var detail in details)
            entries.Add(RowOf(detail), trials.Single(trial => trial.Number == detail.Trial).Last!);
        string[] tried = [.. trials.Where(trial => trial.Last is not null || trial.Started is not null).Select(trial => context.CandidateOf(trial).Name)];
        var untried = context.Settings.Candidates.Where(candidate => !tried.Contains(candidate.Name))
            .Select(candidate => new LeaderboardRow { Name = candidate.Name, Error = WhyUntried(tried.Distinct().Count(), seconds), WasTried = false });
        var leaderboard = new Leaderboard([.. entries.Keys, .. untried]) { Duplicates = context.Data.Duplicates, Notes = [.. Unfinished(), .. Unsaved(entry)] };
        if (context.Data.Test is { } test)
            leaderboard = new TestColumn(context, journal, test, context.Data.TestHash!, seconds).Fill(leaderboard, entries);
        return new ExperimentResult
        {
            BestRun = details.Single(detail => detail.Trial == entry.Trial),
            RunDetails = details,
            Leaderboard = leaderboard,
            RuntimeInSeconds = seconds,
        };
    }

    /// <summary>A row of the table. What did not begin, for want of time or memory, did not fail.</summary>
    private LeaderboardRow RowOf(RunDetail detail) =>
        detail.Row() with { WasTried = detail.Exception is null || trials.Single(trial => trial.Number == detail.Trial).Started is not null };

    private string WhyUntried(int tried, double seconds) => context.Settings.MaxExperimentTimeInSeconds is null || context.Clock.Left >= EpochBudget.SecondsForMeasuring
        ? "Time or trials of the experiment were over before its turn."
        : EpochBudget.DescribeUntried(tried, context.Settings.Candidates.Count, seconds);

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

    private static InvalidOperationException NothingFound(RunDetail[] details) => new(details.Length == 0
        ? "The experiment was stopped before a trial came to its end. Started again with the same folder, it goes on."
        : $"No trial gave a model. {string.Join(" ", details.Select(detail => $"'{detail.TrainerName}': {detail.Exception!.Message}"))}");
}
