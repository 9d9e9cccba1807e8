namespace MLNet.Cnn;

/// <summary>The order of a leaderboard's rows, and what they must have in common to have one.</summary>
internal static class LeaderboardOrder
{
    /// <summary>The best first, equal ones as given; those without a model at the end.</summary>
    /// <exception cref="ArgumentException">The rows cannot stand in one table; the message says why.</exception>
    public static IReadOnlyList<LeaderboardRow> Of(IReadOnlyList<LeaderboardRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0)
            throw new ArgumentException("A leaderboard needs at least one model.", nameof(rows));
        foreach (var row in rows)
        {
            if (row.Scores is null == row.Error is null)
                throw new ArgumentException($"'{row.Name}' has {(row.Scores is null ? "neither scores nor" : "both scores and")} an error, but a model was either measured or failed.", nameof(rows));
        }
        CheckSameImages(rows, row => row.Scores, "measured");
        var measured = rows.Where(row => row.Scores is not null).OrderBy(row => row.Scores!, ModelScores.BestFirst);
        return [.. measured, .. rows.Where(row => row.Scores is null)];
    }

    /// <summary>Models can be compared only by what they say of the same images.</summary>
    public static void CheckSameImages(IReadOnlyList<LeaderboardRow> rows, Func<LeaderboardRow, ModelScores?> scores, string kind)
    {
        var measured = rows.Where(row => scores(row) is not null).ToList();
        foreach (var row in measured)
        {
            int images = scores(row)!.Images, expected = scores(measured[0])!.Images;
            if (images == 0)
                throw new ArgumentException($"'{row.Name}' was {kind} on no image.");
            if (images != expected)
                throw new ArgumentException($"'{measured[0].Name}' was {kind} on {expected} images and '{row.Name}' on {images}, but only what models say of the same images can be compared. Where the view is the same, one of them does not know a class of it and passes over its images: train both on all classes.");
        }
    }
}
