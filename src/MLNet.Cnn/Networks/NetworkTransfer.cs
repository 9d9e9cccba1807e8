namespace MLNet.Cnn;

/// <summary>What is made of a network that was trained before: another head, or no head at all.</summary>
public static class NetworkTransfer
{
    /// <summary>The name of the Dense layer that replaces the old head.</summary>
    public const string HeadName = "head";

    /// <summary>The same network with another head, for other classes: a Dense layer whose units follow from the data that it is trained on.</summary>
    /// <remarks>
    /// The head is the last Dense layer, or a Conv2D on a single pixel, which is the same (<see cref="Networks.MobileNetV3Small"/>). All other layers keep their names, so that their weights can be
    /// taken over. A softmax, sigmoid, linear activation or scaling of the logits at the end is left out, because training and scoring need none.
    /// </remarks>
    /// <param name="network">The network; behind its head there may be a softmax, sigmoid, linear activation, Rescaling, Flatten or Reshape.</param>
    /// <exception cref="ArgumentException">The network does not end in a head.</exception>
    public static NetworkBuilder WithNewHead(this Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        int head = network.HeadIndex();
        string name = NewHeadName(network);
        return new NetworkBuilder(network.Name, (_, classCount) =>
        {
            var symbols = network.ToSymbols();
            var features = symbols[network.Layers[head].Inputs[0]];
            return new Network(symbols[0], (features.Shape.Rank == 1 ? features : features.Flatten()).Dense(classCount, name: name), network.Name);
        });
    }

    /// <summary>The part of a network up to a layer, whose output becomes the network's.</summary>
    /// <param name="network">The network.</param>
    /// <param name="layerName">The layer. Default: the one before the head (<see cref="WithNewHead"/>), which gives the features that the classes are told from.</param>
    /// <exception cref="KeyNotFoundException">There is no layer of that name; the message lists those that there are.</exception>
    /// <exception cref="ArgumentException">No layer was named, and the network does not end in a head.</exception>
    public static Network UpTo(this Network network, string? layerName = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        int last = layerName is null
            ? network.Layers[network.HeadIndex()].Inputs[0]
            : network.Layers.ToList().IndexOf(network[layerName]);
        var symbols = network.ToSymbols();
        return new Network(symbols[0], symbols[last], network.Name);
    }

    /// <summary>The network with its output as a vector, channels last.</summary>
    internal static Network Flattened(this Network network)
    {
        var symbols = network.ToSymbols();
        return new Network(symbols[0], symbols[^1].Flatten(), network.Name);
    }

    /// <summary>The name that a new head gets: another than the old one's, whose weights it must not take over.</summary>
    internal static string NewHeadName(Network network) => network.Layers[network.HeadIndex()].Name == HeadName ? $"{HeadName}_1" : HeadName;

    /// <summary>The index of the layer that gives the logits.</summary>
    internal static int HeadIndex(this Network network)
    {
        int index = network.Layers.Count - 1;
        while (network.Layers[index].Layer.Traits.HasFlag(LayerTraits.KeepsLogits))
            index = network.Layers[index].Inputs[0];
        var layer = network.Layers[index];
        var input = network.Layers[layer.Inputs.Count > 0 ? layer.Inputs[0] : index].Shape;
        return layer.Layer is Dense or Conv2D && input.Size == input.Channels ? index : throw new ArgumentException(
            $"The network '{network.Name}' has no head to replace or take off: its last layer is '{layer.Name}' ({layer.Layer.Kind}) on {input}, but it must be a Dense layer on a vector or a Conv2D on a single pixel. Build the new network from its layers, or name the layer that gives the features.");
    }
}
