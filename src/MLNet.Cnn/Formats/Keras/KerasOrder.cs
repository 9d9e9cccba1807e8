namespace MLNet.Cnn;

/// <summary>The order in which Keras keeps the layers of a model, on which the paths of their weights depend.</summary>
/// <remarks>
/// A Sequential has its own order. Any other graph is sorted by the longest way to the output, and then by a walk from the output to the input. Source:
/// <c>map_graph</c> in keras/src/ops/function.py.
/// </remarks>
internal static class KerasOrder
{
    /// <summary>The indices of the layers in Keras' order.</summary>
    public static int[] Of(Network network)
    {
        var layers = network.Layers;
        if (network.IsSequential)
            return [.. Enumerable.Range(0, layers.Count)];
        // Inputs stand before those that use them, so that one pass from the end finds the longest ways.
        var depths = new int[layers.Count];
        for (int i = layers.Count - 1; i >= 0; i--)
        {
            foreach (int input in layers[i].Inputs)
                depths[input] = Math.Max(depths[input], depths[i] + 1);
        }
        int[] met = WalkFromOutput(layers);
        return [.. Enumerable.Range(0, layers.Count).OrderByDescending(i => depths[i]).ThenBy(i => met[i])];
    }

    /// <summary>The places of a network's weights in a file that Keras wrote of the same network.</summary>
    public static KerasArchitecture Architecture(Network network) => new(
        network,
        Places(network).Where(pair => KerasArchitecture.StoredBy(pair.Layer).Count > 0).ToDictionary(pair => pair.Layer.Name, pair => pair.Place));

    /// <summary>All layers in Keras' order, with their places.</summary>
    public static IEnumerable<(NetworkLayer Layer, KerasPlace Place)> Places(Network network)
    {
        var layers = Of(network).Select(index => network.Layers[index]).ToList();
        return layers.Zip(KerasPlace.Of(layers.Select(layer => (layer.Layer.Kind, layer.Name, $"Layer '{layer.Name}' ({layer.Layer.Kind})"))));
    }

    /// <summary>When each layer is met first, going to the inputs of a layer one after the other.</summary>
    private static int[] WalkFromOutput(IReadOnlyList<NetworkLayer> layers)
    {
        var met = new int[layers.Count];
        Array.Fill(met, -1);
        int count = 0;
        var pending = new Stack<int>([layers.Count - 1]);
        while (pending.TryPop(out int next))
        {
            if (met[next] >= 0)
                continue;
            met[next] = count++;
            foreach (int input in layers[next].Inputs.Reverse())
                pending.Push(input);
        }
        return met;
    }
}
