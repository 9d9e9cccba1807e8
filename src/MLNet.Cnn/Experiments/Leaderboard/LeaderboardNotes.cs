namespace MLNet.Cnn;

/// <summary>What is to be known of a leaderboard beside its numbers, in sentences.</summary>
internal static class LeaderboardNotes
{
    public static IReadOnlyList<string> Of(Leaderboard leaderboard)
    {
        var notes = new List<string>();
        if (leaderboard.Places.Count > 1)
            notes.Add(Settled(leaderboard.Places));
        foreach (var pair in leaderboard.Duplicates)
            notes.Add(Duplicates(pair));
        return [.. notes, .. SideBySide(leaderboard), .. leaderboard.Notes];
    }

    /// <summary>Which images were asked about, and how many.</summary>
    public static string Images(Leaderboard leaderboard)
    {
        if (leaderboard.Rows.Select(row => row.Scores).FirstOrDefault() is not { } scores)
            return "No model was measured.";
        string test = leaderboard.Rows.Select(row => row.Test).FirstOrDefault(row => row is not null) is { } tested ? $", then tested on {Counted.Of(tested.Images, "other image")}" : "";
        return $"Ordered by accuracy on {Counted.Of(scores.Images, $"{leaderboard.MeasuredOn} image")}{test}.";
    }

    private static string Settled(IReadOnlyList<LeaderboardPlace> places) => places.All(place => place.IsSettled)
        ? "The order is settled: McNemar's test tells each model from each other one (p < 0.05)."
        : "The order is not settled where a rank is a range such as 2–3: McNemar's test does not tell the model from others of that range (p ≥ 0.05).";

    private static string Duplicates(DuplicateImages pair) => pair.Count switch
    {
        0 => $"No {pair.Second} image is also a {pair.First} image.",
        1 => $"1 {pair.Second} image is also a {pair.First} image: its answer may be memory.",
        var count => $"{LeaderboardNumbers.Count(count)} {pair.Second} images are also {pair.First} images: their answers may be memory.",
    };


    /// <summary>That speeds do not compare with those of a model alone.</summary>
    private static IEnumerable<string> SideBySide(Leaderboard leaderboard)
    {
        var measured = leaderboard.Rows.Where(row => row.Cost is { ImagesPerSecond: not null } or { MillisecondsPerImage: not null }).ToList();
        var beside = measured.Where(row => row.Cost.TrialsAtOnce > 1).ToList();
        if (beside.Count == 0)
            yield break;
        string whose = beside.Count == measured.Count ? "Speeds" : $"The speeds of {string.Join(", ", beside.Select(row => row.Name))}";
        yield return FormattableString.Invariant($"{whose} were measured side by side, with up to {beside.Max(row => row.Cost.TrialsAtOnce)} trials at once: a model alone is faster. CompareModels measures one after the other.");
    }
}
