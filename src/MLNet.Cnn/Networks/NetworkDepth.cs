namespace MLNet.Cnn;

/// <summary>The layers of a network by depth, for freezing and for fine-tuning in stages.</summary>
public static class NetworkDepth
{
    /// <summary>The names of all layers with weights that lead to a layer, itself included: <c>FrozenLayers = network.LayersUpTo("conv3_block2_out")</c>.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layerName">The layer; it need not have weights.</param>
    /// <exception cref="ArgumentException">There is no layer of that name, and the message has the nearest; or nothing with weights leads to it.</exception>
    public static NamePatterns LayersUpTo(this Network network, string layerName)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentException.ThrowIfNullOrEmpty(layerName);
        int last = network.Layers.ToList().FindIndex(layer => layer.Name == layerName);
        if (last < 0)
            throw new ArgumentException($"The network '{network.Name}' has no layer '{layerName}'. The nearest are: {LayerPatterns.Nearest(layerName, network)}.", nameof(layerName));
        var leads = new HashSet<int> { last };
        // Inputs stand before those that use them.
        for (int i = last; i > 0; i--)
        {
            if (leads.Contains(i))
                leads.UnionWith(network.Layers[i].Inputs);
        }
        string[] names = [.. network.Layers.Where((layer, i) => leads.Contains(i) && layer.Weights.Count > 0).Select(layer => layer.Name)];
        return names.Length > 0 ? NamePatterns.Create(names) : throw new ArgumentException(
            $"Up to its layer '{layerName}' the network '{network.Name}' has no weights, so that there is nothing to freeze.", nameof(layerName));
    }

    /// <summary>The names of the layers with weights, stage by stage, without the head: a stage ends where the image has become half as high as it was at the stage's beginning.</summary>
    /// <remarks>The head is what <see cref="NetworkTransfer.WithNewHead"/> replaces; hidden Dense layers before it belong to the last stage.</remarks>
    /// <param name="network">The network.</param>
    /// <exception cref="ArgumentException">The network does not end in a head.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> LayersByStage(this Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        int head = network.HeadIndex();
        var stages = new List<List<string>> { new() };
        int height = network.InputShape.Height;
        for (int i = 1; i < network.Layers.Count; i++)
        {
            var layer = network.Layers[i];
            // What is one pixel high is a gate of its block or the mean before the head.
            if (layer.Shape is { IsImage: true, Height: > 1 } && 2 * layer.Shape.Height <= height)
            {
                height = layer.Shape.Height;
                stages.Add([]);
            }
            if (i != head && layer.Weights.Count > 0)
                stages[^1].Add(layer.Name);
        }
        return [.. stages.Where(stage => stage.Count > 0)];
    }
}
