namespace MLNet.Cnn;

/// <summary>For messages: the names that a pattern without a match may have meant.</summary>
internal static class NearestNames
{
    private const int Shown = 3;

    /// <summary>The nearest names, the nearest first.</summary>
    /// <param name="pattern">The pattern; its <c>*</c> count as nothing.</param>
    /// <param name="names">The names that there are.</param>
    public static IEnumerable<string> Of(string pattern, IEnumerable<string> names)
    {
        string letters = pattern.Replace("*", "", StringComparison.Ordinal);
        return names.OrderBy(name => Distance(letters, name)).ThenBy(name => name, StringComparer.Ordinal).Take(Shown);
    }

    /// <summary>How many letters must be put in, left out or changed (Levenshtein, 1965).</summary>
    private static int Distance(string from, string to)
    {
        int[] before = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int[] row = [i, .. new int[to.Length]];
            for (int j = 1; j <= to.Length; j++)
                row[j] = Math.Min(Math.Min(before[j], row[j - 1]) + 1, before[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
            before = row;
        }
        return before[^1];
    }
}
