using System.IO.Enumeration;

namespace MLNet.Cnn;

/// <summary>What an optimizer does with one weight: its share of the learning rate and its decay.</summary>
/// <param name="RateFactor">What the learning rate is multiplied with.</param>
/// <param name="WeightDecay">The decay.</param>
internal readonly record struct WeightRule(double RateFactor, double WeightDecay)
{
    /// <summary>Throws if a pattern matches no weight.</summary>
    /// <param name="optimizer">The definition.</param>
    /// <param name="network">The network. Weights of frozen layers may be matched: what is true of a network does not become a mistake by freezing a part of it.</param>
    /// <exception cref="ArgumentException">A pattern matches no weight; the message has the nearest paths.</exception>
    public static void CheckPatterns(Optimizer optimizer, Network network)
    {
        string[] paths = [.. network.Layers.SelectMany(layer => layer.Weights.Where(spec => spec.Trainable || !layer.Layer.Trainable).Select(layer.PathOf))];
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
        string nearest = string.Join(", ", NearestNames.Of(pattern, paths).Select(path => $"'{path}'"));
        throw new ArgumentException($"{setting}: the pattern '{pattern}' matches no trained weight. The nearest are {nearest}. A pattern covers the whole path; '*' stands for any characters, as in '*/bias'.", setting);
    }
}
