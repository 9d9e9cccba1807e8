using System.IO.Enumeration;

namespace MLNet.Cnn;

/// <summary>What an optimizer does with one weight: its share of the learning rate and its decay.</summary>
/// <param name="RateFactor">What the learning rate is multiplied with.</param>
/// <param name="WeightDecay">The decay.</param>
public readonly record struct WeightRule(double RateFactor, double WeightDecay)
{
    /// <summary>Throws if a pattern matches no weight.</summary>
    /// <param name="optimizer">The definition.</param>
    /// <param name="network">The network. Weights of frozen layers may be matched: what is true of a network does not become a mistake by freezing a part of it.</param>
    /// <exception cref="ArgumentException">A pattern matches no weight; the message has the nearest paths.</exception>
    internal static void CheckPatterns(Optimizer optimizer, Network network)
    {
        string[] paths = [.. network.Layers.SelectMany(layer => layer.Weights.Where(spec => spec.Trainable || !layer.Layer.Trainable).Select(layer.PathOf))];
        foreach (string pattern in optimizer.ExcludeFromWeightDecay)
            RequireMatch(pattern, paths, nameof(Optimizer.ExcludeFromWeightDecay));
        foreach (var group in optimizer.ParameterGroups)
            RequireMatch(group.Pattern, paths, nameof(Optimizer.ParameterGroups));
    }

    /// <summary>The rules of the weights that an optimizer steps, by path in the network's order. A weight whose rate is 0 has none: it needs neither a gradient nor memory.</summary>
    /// <param name="optimizer">The definition.</param>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentException">A pattern matches no weight; the message has the nearest paths.</exception>
    public static IReadOnlyDictionary<string, WeightRule> OfStepped(Optimizer optimizer, Network network)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        ArgumentNullException.ThrowIfNull(network);
        CheckPatterns(optimizer, network);
        return network.Layers.SelectMany(layer => layer.Weights.Where(spec => spec.Trainable).Select(layer.PathOf))
            .Select(path => (Path: path, Rule: Of(optimizer, path)))
            .Where(pair => pair.Rule.RateFactor > 0)
            .ToDictionary(pair => pair.Path, pair => pair.Rule);
    }

    /// <summary>The rule of a weight.</summary>
    internal static WeightRule Of(Optimizer optimizer, string path)
    {
        var group = optimizer.ParameterGroups.FirstOrDefault(group => Matches(group.Pattern, path));
        bool isExcluded = optimizer.ExcludeFromWeightDecay.Any(pattern => Matches(pattern, path));
        return new WeightRule(group?.LearningRateFactor ?? 1, isExcluded ? 0 : group?.WeightDecay ?? optimizer.WeightDecay);
    }

    private static bool Matches(string pattern, string path) => FileSystemName.MatchesSimpleExpression(pattern, path, ignoreCase: false);

    private static void RequireMatch(string pattern, IReadOnlyList<string> paths, string setting)
    {
        if (paths.Any(path => Matches(pattern, path)))
            return;
        string nearest = string.Join(", ", NearestNames.Of(pattern, paths).Select(path => $"'{path}'"));
        throw new ArgumentException($"{setting}: the pattern '{pattern}' matches no trained weight. The nearest are {nearest}. A pattern covers the whole path; '*' stands for any characters, as in '*/bias'.", setting);
    }
}
