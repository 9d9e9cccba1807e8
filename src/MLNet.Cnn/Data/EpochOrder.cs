namespace MLNet.Cnn;

/// <summary>The rows of an epoch in their order: a function of seed and epoch, so that a resumed run needs nothing stored.</summary>
internal static class EpochOrder
{
    public static int[] Of(ImageSubset images, Sampling sampling, ulong seed, int epoch)
    {
        int[] rows = sampling == Sampling.Balanced ? Balanced(images, seed, epoch) : [.. images.Rows];
        new KeyedRandom(seed, RandomPurpose.Order, epoch).Shuffle(rows);
        return rows;
    }

    /// <summary>The same number of rows of each class; where the classes do not divide the rows, some classes have one more, others in each epoch.</summary>
    private static int[] Balanced(ImageSubset images, ulong seed, int epoch)
    {
        int[][] classes = [.. images.Rows.GroupBy(row => images.Images.Labels[row]).OrderBy(group => group.Key).Select(group => group.ToArray())];
        int share = images.Count / classes.Length, left = images.Count % classes.Length;
        var rows = new List<int>(images.Count);
        for (int c = 0; c < classes.Length; c++)
        {
            long start = TakenBefore(c, epoch);
            rows.AddRange(Take(classes[c], start, (int)(TakenBefore(c, epoch + 1L) - start), seed, c));
        }
        return [.. rows];

        // The share of each epoch, and one more whenever the rows that are left have gone round all classes.
        long TakenBefore(int c, long end) => end * share + Rounds(c, end) - Rounds(c, 0);

        long Rounds(int c, long end) => (c + end * left + classes.Length - left) / classes.Length;
    }

    /// <summary>Rows out of an endless sequence in which every pass holds each row of the class once, in an order of its own.</summary>
    private static IEnumerable<int> Take(int[] rows, long start, int count, ulong seed, int classIndex)
    {
        long pass = -1;
        int[] order = [.. rows];
        for (long i = start; i < start + count; i++)
        {
            if (i / rows.Length != pass)
            {
                pass = i / rows.Length;
                rows.CopyTo(order, 0);
                new KeyedRandom(seed, RandomPurpose.Balance, classIndex, pass).Shuffle(order);
            }
            yield return order[i % rows.Length];
        }
    }
}
