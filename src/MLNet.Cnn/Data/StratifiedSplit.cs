namespace MLNet.Cnn;

/// <summary>Holds out a share of the rows of every class.</summary>
internal static class StratifiedSplit
{
    /// <summary>Splits rows by their classes; the same for the same seed.</summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="fraction">The share of each class to hold out, rounded; 0 holds out none. Every class keeps at least one row for training.</param>
    /// <param name="seed">The fit's seed.</param>
    /// <param name="fold">Which share is held out, from 0 on: shares of one seed have no row in common, and all of them together are everything.</param>
    /// <returns>The rows to train on and those held out, each in the order of the data.</returns>
    public static (int[] Train, int[] HeldOut) Of(IReadOnlyList<int> labels, double fraction, ulong seed, int fold = 0)
    {
        var heldOut = new HashSet<int>();
        foreach (var group in Enumerable.Range(0, labels.Count).GroupBy(row => labels[row]).OrderBy(group => group.Key))
        {
            int[] rows = [.. group];
            new KeyedRandom(seed, RandomPurpose.Split, group.Key).Shuffle(rows);
            // Rounded at both ends, and not in length: else folds of a class whose size is no multiple would leave rows out.
            int first = Position(rows.Length, fraction * fold);
            int count = Math.Min(Position(rows.Length, fraction * (fold + 1)) - first, rows.Length - 1);
            heldOut.UnionWith(rows.Skip(first).Take(count));
        }
        return (
            [.. Enumerable.Range(0, labels.Count).Where(row => !heldOut.Contains(row))],
            [.. Enumerable.Range(0, labels.Count).Where(heldOut.Contains)]);
    }

    private static int Position(int rows, double share) => (int)Math.Round(rows * share, MidpointRounding.AwayFromZero);
}
