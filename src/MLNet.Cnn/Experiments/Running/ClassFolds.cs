namespace MLNet.Cnn;

/// <summary>Divides the rows of every class into folds.</summary>
internal static class ClassFolds
{
    /// <summary>The fold of each row; every class has as many rows in each as can be, the same for the same seed.</summary>
    /// <param name="labels">The class of each row, below 0 where it is missing; such rows are in fold -1.</param>
    /// <param name="classes">The classes.</param>
    /// <param name="folds">How many folds.</param>
    /// <param name="seed">The experiment's seed.</param>
    /// <exception cref="InvalidOperationException">A class would be missing from a fold.</exception>
    public static int[] Of(IReadOnlyList<int> labels, ClassLabels classes, int folds, ulong seed)
    {
        var result = new int[labels.Count];
        Array.Fill(result, -1);
        foreach (var group in Enumerable.Range(0, labels.Count).Where(row => labels[row] >= 0).GroupBy(row => labels[row]))
        {
            int[] rows = [.. group];
            if (rows.Length < folds)
                throw new InvalidOperationException(FormattableString.Invariant($"Class '{classes.Names[group.Key]}' has {Counted.Of(rows.Length, "image")}, so it would be missing from some of the {folds} folds. Set ExperimentSettings.Folds lower, add images of it, or leave it out."));
            new KeyedRandom(seed, RandomPurpose.Fold, group.Key).Shuffle(rows);
            for (int i = 0; i < rows.Length; i++)
                result[rows[i]] = i % folds;
        }
        return result;
    }
}
