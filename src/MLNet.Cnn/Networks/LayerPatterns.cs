using System.IO.Enumeration;

namespace MLNet.Cnn;

/// <summary>Names of layers with wildcards: <c>*</c> for any letters, <c>?</c> for one.</summary>
internal static class LayerPatterns
{
    /// <summary>The names of the layers that a pattern fits.</summary>
    /// <param name="network">The network.</param>
    /// <param name="patterns">The patterns.</param>
    /// <param name="option">The option that they stand in.</param>
    /// <exception cref="ArgumentException">A pattern fits no layer; the message has the names that are nearest to it.</exception>
    public static HashSet<string> Match(Network network, IReadOnlyList<string> patterns, string option)
    {
        string[] names = [.. network.Layers.Skip(1).Select(layer => layer.Name)];
        var matched = new HashSet<string>();
        foreach (string pattern in patterns)
        {
            string[] fitting = [.. names.Where(name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))];
            if (fitting.Length == 0)
            {
                throw new ArgumentException($"{option}: no layer of the network '{network.Name}' has a name like '{pattern}'. The nearest are: {Nearest(pattern, network)}.");
            }
            matched.UnionWith(fitting);
        }
        return matched;
    }

    /// <summary>The names of layers that are nearest to a pattern, for messages.</summary>
    public static string Nearest(string pattern, Network network) => string.Join(", ", network.Layers.Skip(1).Select(layer => layer.Name)
        .OrderBy(name => Distance(pattern.Replace("*", "", StringComparison.Ordinal), name)).ThenBy(name => name, StringComparer.Ordinal).Take(3));

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
