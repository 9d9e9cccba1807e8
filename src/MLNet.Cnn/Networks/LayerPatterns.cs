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
    public static string Nearest(string pattern, Network network) =>
        string.Join(", ", NearestNames.Of(pattern, network.Layers.Skip(1).Select(layer => layer.Name)));
}
