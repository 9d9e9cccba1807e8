namespace MLNet.Cnn;

/// <summary>What a layer's operations are made of.</summary>
/// <param name="Graph">The graph they go into.</param>
/// <param name="Network">The network.</param>
/// <param name="Index">The layer's index in it.</param>
/// <param name="Inputs">The outputs of the layers before it: (count, height, width, channels), or fewer dimensions.</param>
/// <param name="Pass">How the pass behaves.</param>
internal sealed record LayerContext(GraphBuilder Graph, Network Network, int Index, IReadOnlyList<Output> Inputs, GraphPass Pass)
{
    public NetworkLayer NetworkLayer => Network.Layers[Index];

    public Output Input => Inputs[0];

    /// <summary>The shape of the first input, without the batch dimension.</summary>
    public Shape InputShape => Network.Layers[NetworkLayer.Inputs[0]].Shape;

    public Shape OutputShape => NetworkLayer.Shape;

    /// <summary>The variable of this name, or <see langword="null"/> if the layer has none.</summary>
    public GraphVariable? Variable(string name) => Pass.Weights.GetValueOrDefault($"{NetworkLayer.Name}/{name}");

    public Output? Weight(string name) => Variable(name)?.Value;

    /// <summary>A constant with one value a channel.</summary>
    public Output ChannelConstant(Func<int, float> value) => Graph.Constant([.. Enumerable.Range(0, InputShape.Channels).Select(value)], InputShape.Channels);
}
