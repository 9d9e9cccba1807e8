namespace MLNet.Cnn;

/// <summary>Which augmentation suits images, as far as these images tell. <c>mlContext.MulticlassClassification.ChooseAugmentation</c> makes it.</summary>
/// <param name="Chosen">The one to train with.</param>
/// <param name="Trials">How well each did on the same held-out images, as they were given; empty where nothing was measured, without those whose training failed.</param>
/// <param name="Why">The reason with its numbers, in sentences.</param>
public sealed record AugmentationChoice(NamedAugmentation Chosen, IReadOnlyList<AugmentationTrial> Trials, string Why)
{
    // The share of trials in which a normal variable is off by more than one standard deviation, to either side.
    private const double OneStandardError = 0.3173;

    /// <summary>The mildest that is not worse than the best by more than one standard error, as the exact test of McNemar has it.</summary>
    /// <remarks>Source: the one-standard-error rule of Breiman, Friedman, Olshen and Stone, Classification and Regression Trees, 1984. A stricter rule would pass over most of what helps on a few hundred images.</remarks>
    internal static AugmentationChoice Of(IReadOnlyList<AugmentationTrial> trials)
    {
        var best = trials.MinBy(trial => trial.Scores, ModelScores.BestFirst)!;
        var chosen = trials.First(trial => trial == best || Against(trial, best).PValue >= OneStandardError);
        string numbers = string.Join(", ", trials.Select(trial => trial.ToString()));
        string images = $"Right on {Counted.Of(best.Scores.Images, "held-out image")}, with the interval at 95 %: {numbers}.";
        return new AugmentationChoice(chosen.Choice, trials, $"{Reason(trials, best, chosen)} {images}");
    }

    /// <summary>Where nothing can be measured: the mildest.</summary>
    internal static AugmentationChoice Unmeasured(NamedAugmentation mildest, string why) => new(mildest, [], $"'{mildest.Name}' is taken untried: {why}");

    private static string Reason(IReadOnlyList<AugmentationTrial> trials, AugmentationTrial best, AugmentationTrial chosen)
    {
        if (chosen != best)
            return $"'{chosen.Choice.Name}' is taken: '{best.Choice.Name}' was not better by more than chance ({Probability(chosen, best)}), and in doubt the milder one does less harm.";
        var milder = trials.TakeWhile(trial => trial != chosen).Select(trial => $"'{trial.Choice.Name}' ({Probability(trial, chosen)})");
        return $"'{chosen.Choice.Name}' is taken: the best{(milder.Any() ? $", by more than one standard error before {string.Join(" and ", milder)}" : "")}.";
    }

    private static string Probability(AugmentationTrial first, AugmentationTrial second) =>
        Against(first, second).PValue is >= 0.005 and var p ? FormattableString.Invariant($"p = {p:F2}") : "p < 0.01";

    private static McNemarTest Against(AugmentationTrial first, AugmentationTrial second) => McNemarTest.Compare(first.Scores.Correct, second.Scores.Correct);
}

/// <summary>What one augmentation came to.</summary>
/// <param name="Choice">The augmentation.</param>
/// <param name="Scores">How well the networks that were trained with it classify images that they were not trained on.</param>
public sealed record AugmentationTrial(NamedAugmentation Choice, ModelScores Scores)
{
    /// <summary><c>mirror 84.06 % (79.65–87.67 %)</c>.</summary>
    public override string ToString() => $"{Choice.Name} {LeaderboardNumbers.Percent(Scores.Accuracy)} ({LeaderboardNumbers.Interval(Scores.Interval)})";
}
