using System.IO.Enumeration;

namespace MLNet.Cnn;

/// <summary>What an optimizer does with one weight: its share of the learning rate and its decay.</summary>
/// <param name="RateFactor">What the learning rate is multiplied with.</param>
/// <param name="WeightDecay">The decay.</param>
internal readonly record struct WeightRule(double RateFactor, double WeightDecay)
{
    private const int NamesShown = 3;

    /// <summary>Throws if a pattern matches no weight.</summary>
    /// <param name="optimizer">The definition.</param>
    /// <param name="paths">The paths of all weights that are trained, or would be if their layer were not frozen: what is true of a network does not become a mistake by freezing a part of it.</param>
    /// <exception cref="ArgumentException">A pattern matches no weight; the message has the nearest paths.</exception>
    public static void CheckPatterns(Optimizer optimizer, IReadOnlyList<string> paths)
    {
        foreach (string pattern in optimizer.ExcludeFromWeightDecay)
            RequireMatch(pattern, paths, nameof(Optimizer.ExcludeFromWeightDecay));
        foreach (var group in optimizer.ParameterGroups)
            RequireMatch(group.Pattern, paths, nameof(Optimizer.ParameterGroups));
    }

    /// <summary>The rule of each weight.</summary>
    /// <param name="optimizer">The definition.</param>
    /// <param name="paths">The paths of all weights that are trained.</param>
    public static IReadOnlyList<WeightRule> Of(Optimizer optimizer, IReadOnlyList<string> paths) => [.. paths.Select(path =>
    {
        var group = optimizer.ParameterGroups.FirstOrDefault(group => Matches(group.Pattern, path));
        bool isExcluded = optimizer.ExcludeFromWeightDecay.Any(pattern => Matches(pattern, path));
        return new WeightRule(group?.LearningRateFactor ?? 1, isExcluded ? 0 : group?.WeightDecay ?? optimizer.WeightDecay);
    })];

    private static bool Matches(string pattern, string path) => FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: false);

    private static void RequireMatch(string pattern, IReadOnlyList<string> paths, string setting)
    {
        if (paths.Any(path => Matches(pattern, path)))
            return;
        string nearest = string.Join(", ", paths.OrderBy(path => EditDistance(pattern, path)).Take(NamesShown).Select(path => $"'{path}'"));
        throw new ArgumentException($"{setting}: the pattern '{pattern}' matches no trained weight. The nearest are {nearest}. A pattern covers the whole path; '*' stands for any characters, as in '*/bias'.", setting);
    }

    /// <summary>The fewest characters to insert, remove or replace (Levenshtein, 1965).</summary>
    private static int EditDistance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
        }
        return row[^1];
    }
}
