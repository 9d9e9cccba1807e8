namespace MLNet.Cnn.Samples;

/// <summary>What was probably meant by a name that does not exist.</summary>
internal static class NearestName
{
    private const int LettersPerSlip = 3;

    /// <summary>The name that the fewest slips lead from, or <see langword="null"/> where none is near: one slip in three letters at the most.</summary>
    public static string? Of(string wrong, IEnumerable<string> names) => names
        .Select(name => (name, slips: Slips(wrong, name)))
        .Where(near => near.slips <= Math.Max(1, Math.Min(wrong.Length, near.name.Length) / LettersPerSlip))
        .OrderBy(near => near.slips)
        .Select(near => near.name)
        .FirstOrDefault();

    /// <summary>The edits between two words: a letter too many, missing or wrong, or two exchanged (the distance of optimal string alignment).</summary>
    private static int Slips(string first, string second)
    {
        int[,] slips = new int[first.Length + 1, second.Length + 1];
        for (int i = 0; i <= first.Length; i++)
        {
            for (int j = 0; j <= second.Length; j++)
            {
                slips[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    Math.Min(slips[i - 1, j], slips[i, j - 1]) + 1,
                    slips[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                    slips[i, j] = Math.Min(slips[i, j], slips[i - 2, j - 2] + 1);
            }
        }
        return slips[first.Length, second.Length];
    }
}
