namespace MLNet.Cnn;

/// <summary>First weights out of those of another network: what has the same path is taken over, the rest is drawn.</summary>
/// <param name="Weights">The first weights.</param>
/// <param name="Drawn">The layers whose weights were drawn, such as a new head.</param>
/// <param name="LeftOut">The layers of the other network that were left out, such as the old head.</param>
internal sealed record WarmStart(NetworkWeights Weights, IReadOnlyList<string> Drawn, IReadOnlyList<string> LeftOut)
{
    /// <exception cref="ArgumentException">A weight has another shape, or the networks have no layer with weights in common.</exception>
    public static WarmStart Of(Network network, NetworkWeights given, ulong seed)
    {
        var byPath = given.ToDictionary(array => array.Path);
        var first = NetworkWeights.Initialize(network, seed);
        var weights = new NetworkWeights(network, first.Select(array => byPath.GetValueOrDefault(array.Path, array)));
        var paths = first.Select(array => array.Path).ToHashSet();
        if (!paths.Overlaps(byPath.Keys))
            throw new ArgumentException($"The weights given to begin with belong to another network: they are those of {string.Join(", ", LayersOf(byPath.Keys))}, but the network '{network.Name}' has {string.Join(", ", LayersOf(paths))}.");
        return new WarmStart(weights, LayersOf(paths.Where(path => !byPath.ContainsKey(path))), LayersOf(byPath.Keys.Where(path => !paths.Contains(path))));
    }

    /// <summary>What happened, for the log.</summary>
    public override string ToString()
    {
        string line = Drawn.Count == 0 && LeftOut.Count == 0 ? "Training begins with the weights given." : "Training begins with weights of another network";
        return line + (Drawn.Count == 0 ? "" : $"; {string.Join(", ", Drawn)} begins anew") + (LeftOut.Count == 0 ? "" : $"; {string.Join(", ", LeftOut)} is left out");
    }

    private static IReadOnlyList<string> LayersOf(IEnumerable<string> paths) => [.. paths.Select(path => path.Split('/')[0]).Distinct()];
}
