namespace MLNet.Cnn;

/// <summary>How many rows of each class make up a share of all rows.</summary>
internal static class ClassShares
{
    /// <summary>Rounds over all classes together: the total is the share of all rows, and each class has its part of it to within one row.</summary>
    /// <remarks>Source: the method of the largest remainder (Hamilton), with at least one row of each class where the total is large enough for that.</remarks>
    /// <param name="sizes">The rows of each class.</param>
    /// <param name="share">The share of all of them.</param>
    /// <param name="most">The most rows that may be taken of each class.</param>
    /// <param name="representAll">Whether each class of which rows may be taken gives at least one, if the total allows.</param>
    /// <param name="ranks">Which of two classes with the same claim comes first: the lower.</param>
    public static int[] Of(int[] sizes, double share, int[] most, bool representAll, int[] ranks)
    {
        int total = Math.Min((int)Math.Round(sizes.Sum() * share, MidpointRounding.AwayFromZero), most.Sum());
        bool represent = representAll && total >= most.Count(rows => rows > 0);
        int[] counts = [.. most.Select(rows => represent && rows > 0 ? 1 : 0)];
        var claims = new PriorityQueue<int, (double, int)>();
        for (int c = 0; c < sizes.Length; c++)
            Claim(c);
        for (int left = total - counts.Sum(); left > 0; left--)
        {
            int c = claims.Dequeue();
            counts[c]++;
            Claim(c);
        }
        return counts;

        void Claim(int c)
        {
            if (counts[c] < most[c])
                claims.Enqueue(c, (counts[c] - sizes[c] * share, ranks[c]));
        }
    }
}
