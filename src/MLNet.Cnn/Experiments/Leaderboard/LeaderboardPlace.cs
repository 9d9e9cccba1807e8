namespace MLNet.Cnn;

/// <summary>A row's place in the order, as far as it is settled.</summary>
/// <param name="First">The best place it may have: 1 more than the number of models whose lead is settled (<see cref="McNemarTest.IsSettled"/>).</param>
/// <param name="Last">The worst place it may have, before all models whose lag is settled.</param>
/// <param name="AgainstPrevious">The comparison with the row above, or <see langword="null"/> for the first.</param>
public sealed record LeaderboardPlace(int First, int Last, McNemarTest? AgainstPrevious)
{
    /// <summary>Whether there is no model that it cannot be told from.</summary>
    public bool IsSettled => First == Last;

    /// <summary>Such as <c>1</c>, or <c>2–4</c> where the order is not settled.</summary>
    public override string ToString() => IsSettled ? FormattableString.Invariant($"{First}") : FormattableString.Invariant($"{First}–{Last}");

    /// <summary>The places of models in their order, each compared with each.</summary>
    internal static IReadOnlyList<LeaderboardPlace> Of(IReadOnlyList<ModelScores> models)
    {
        var first = Enumerable.Repeat(1, models.Count).ToArray();
        var last = Enumerable.Repeat(models.Count, models.Count).ToArray();
        var previous = new McNemarTest?[models.Count];
        for (int better = 0; better < models.Count; better++)
        {
            for (int worse = better + 1; worse < models.Count; worse++)
            {
                var test = McNemarTest.Compare(models[better].Correct, models[worse].Correct);
                if (worse == better + 1)
                    previous[worse] = test;
                if (!test.IsSettled)
                    continue;
                first[worse]++;
                last[better]--;
            }
        }
        return [.. models.Select((_, index) => new LeaderboardPlace(first[index], last[index], previous[index]))];
    }
}
