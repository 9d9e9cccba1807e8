using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>The last column of an experiment's table: each model on the test images, out of the journal where it was scored on them before.</summary>
/// <param name="context">The experiment.</param>
/// <param name="journal">Where scores are written down.</param>
/// <param name="test">The test images.</param>
/// <param name="hash">Their hash.</param>
/// <param name="seconds">What the experiment took; scoring is not counted.</param>
internal sealed class TestColumn(ExperimentContext context, ExperimentJournal journal, IDataView test, string hash, double seconds)
{
    private readonly List<(string Why, string Name)> _failures = [];

    /// <summary>The table with the column. What was trained is not lost where a model cannot be tested: a note says why its place is empty.</summary>
    /// <param name="leaderboard">The table without.</param>
    /// <param name="entries">What was written down of each row.</param>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    public Leaderboard Fill(Leaderboard leaderboard, IReadOnlyDictionary<LeaderboardRow, TrialFinished> entries)
    {
        try
        {
            leaderboard = leaderboard.WithTest(row => Known(entries[row]) ?? Measure(entries[row]));
        }
        catch (ArgumentException exception)
        {
            // Models that pass over some of the images cannot stand beside others.
            _failures.Add((exception.Message, "all models"));
        }
        var notes = _failures.GroupBy(failure => failure.Why, failure => failure.Name)
            .Select(names => $"Test images could not be scored by {string.Join(", ", names.Distinct())}: {names.Key}");
        return leaderboard with { Notes = [.. leaderboard.Notes, .. notes] };
    }

    /// <summary>What an execution before found of the same model on the same images.</summary>
    private ModelScores? Known(TrialFinished entry) =>
        journal.Entries.OfType<TrialTested>().FirstOrDefault(tested => (tested.Trial, tested.Rung, tested.Images) == (entry.Trial, entry.Rung, hash))?.Scores;

    private ModelScores? Measure(TrialFinished entry)
    {
        if (ScoresOrNull(entry) is not { } scores)
            return null;
        journal.Append(new TrialTested { Trial = entry.Trial, Rung = entry.Rung, ElapsedSeconds = seconds, Images = hash, Scores = scores });
        return scores;
    }

    private ModelScores? ScoresOrNull(TrialFinished entry)
    {
        if (entry.Model is not { } file)
            return null;
        try
        {
            var model = new MLContext().Model.Load(context.Folder.Full(file), out _);
            using (model as IDisposable)
                return ScoreMeasurement.Measure(model, test, new MeasuredColumns(context.Settings.LabelColumnName, ScoringSchema.ScoreName));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failures.Add((exception.Message, entry.Candidate));
            return null;
        }
    }
}
