using System.Text.RegularExpressions;

namespace MLNet.Cnn;

/// <summary>Names for layers that have none, by Keras' rule: the kind in snake case, numbered from the second on.</summary>
internal static partial class LayerNames
{
    /// <summary>One name for each layer, in order.</summary>
    /// <exception cref="ArgumentException">Two layers were given the same name.</exception>
    public static IReadOnlyList<string> Assign(IReadOnlyList<Layer> layers)
    {
        var taken = new HashSet<string>();
        foreach (var layer in layers)
        {
            if (layer.Name is { } name && !taken.Add(name))
                throw new ArgumentException($"Two layers have the name '{name}'. Layer names must be unique in a network: rename one.");
            if (layer.Name is { } path && (path.Length == 0 || path.Contains('/')))
                throw new ArgumentException($"The layer name '{path}' is empty or contains '/', which separates layer and weight in weight paths.");
        }
        var used = new Dictionary<string, int>();
        return [.. layers.Select(layer => layer.Name ?? Next(SnakeCase(layer.Kind)))];

        string Next(string kind)
        {
            while (true)
            {
                int count = used[kind] = used.GetValueOrDefault(kind, -1) + 1;
                string name = count == 0 ? kind : FormattableString.Invariant($"{kind}_{count}");
                if (taken.Add(name))
                    return name;
            }
        }
    }

    /// <summary><c>BatchNormalization</c> to <c>batch_normalization</c>, <c>ReLU</c> to <c>re_lu</c> (keras/src/utils/naming.py).</summary>
    public static string SnakeCase(string kind) =>
        LowerThenUpper().Replace(AnyThenWord().Replace(kind, "$1_$2"), "$1_$2").ToLowerInvariant();

    [GeneratedRegex("(.)([A-Z][a-z]+)")]
    private static partial Regex AnyThenWord();

    [GeneratedRegex("([a-z])([A-Z])")]
    private static partial Regex LowerThenUpper();
}
