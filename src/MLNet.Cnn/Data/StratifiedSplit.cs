using System.Globalization;

namespace MLNet.Cnn;

/// <summary>Holds out a share of the rows, of every class alike.</summary>
internal static class StratifiedSplit
{
    /// <summary>Splits rows by their classes; the same for the same seed.</summary>
    /// <param name="labels">The class of each row.</param>
    /// <param name="fraction">The share of all rows to hold out, rounded; 0 holds out none.</param>
    /// <param name="seed">The fit's seed.</param>
    /// <param name="fold">Which share is held out, from 0 on: shares of one seed have no row in common, and all of them together are everything. In the first, every class keeps a row for training; a class of one row is in a
    /// later one.</param>
    /// <param name="rounding">How shares become numbers of rows. Only the first fold may be rounded for each class.</param>
    /// <returns>The rows to train on and those held out, each in the order of the data.</returns>
    public static (int[] Train, int[] HeldOut) Of(IReadOnlyList<int> labels, double fraction, ulong seed, int fold = 0, SplitRounding rounding = SplitRounding.AllClasses)
    {
        int[][] classes = [.. Enumerable.Range(0, labels.Count).GroupBy(row => labels[row]).OrderBy(group => group.Key).Select(group => Shuffled(group, seed, group.Key))];
        int[] ranks = Shuffled(Enumerable.Range(0, classes.Length), seed, -1);
        int[] taken = new int[classes.Length], counts = rounding == SplitRounding.AllClasses ? Next() : [.. classes.Select(rows => Math.Min((int)Math.Round(rows.Length * fraction, MidpointRounding.AwayFromZero), rows.Length - 1))];
        for (int passed = 0; passed < fold; passed++)
        {
            taken = [.. taken.Zip(counts, (before, now) => before + now)];
            counts = Next(passed + 1);
        }
        var heldOut = classes.SelectMany((rows, c) => rows.Skip(taken[c]).Take(counts[c])).ToHashSet();
        return (
            [.. Enumerable.Range(0, labels.Count).Where(row => !heldOut.Contains(row))],
            [.. Enumerable.Range(0, labels.Count).Where(heldOut.Contains)]);

        // Each fold takes its share of what the ones before have left, so that the last takes all of it.
        int[] Next(int passed = 0)
        {
            int[] left = [.. classes.Select((rows, c) => rows.Length - taken[c])];
            int[] most = passed > 0 ? left : [.. left.Select(rows => rows - 1)];
            return ClassShares.Of(left, Math.Min(1, fraction / (1 - passed * fraction)), most, representAll: passed == 0, ranks);
        }
    }

    /// <summary>Why nothing is held out, and what would: the end of a sentence that names the setting.</summary>
    public static string NothingHeldOut(IReadOnlyList<int> labels)
    {
        int classCount = labels.Distinct().Count();
        return classCount == labels.Count
            ? string.Create(CultureInfo.InvariantCulture, $"no image can be held out: each of the {classCount:N0} classes has a single one, which is learned from. Add images, or put images to measure on into a set of their own.")
            : string.Create(CultureInfo.InvariantCulture, $"that share of {Counted.Of(labels.Count, "image")} is less than half an image, so none would be held out. Set it to {Math.Ceiling(5000.0 / labels.Count) / 10000} or more, add images, or put images to measure on into a set of their own.");
    }

    private static int[] Shuffled(IEnumerable<int> values, ulong seed, long key)
    {
        int[] shuffled = [.. values];
        new KeyedRandom(seed, RandomPurpose.Split, key).Shuffle(shuffled);
        return shuffled;
    }
}
