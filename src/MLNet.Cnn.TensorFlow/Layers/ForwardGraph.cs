namespace MLNet.Cnn;

/// <summary>A network as operations of a graph, in training or in inference mode.</summary>
internal sealed class ForwardGraph
{
    public ForwardGraph(GraphBuilder graph, Network network, IReadOnlyDictionary<string, GraphVariable> weights, bool training)
    {
        Images = graph.Placeholder(DataType.Float, [-1, .. network.InputShape.Dimensions.Select(d => (long)d)]);
        RandomKey = graph.Placeholder(DataType.Int64);
        var statistics = new List<nint>();
        var pass = new GraphPass(training, weights, RandomKey, statistics);
        var outputs = new Output[network.Layers.Count];
        // TensorFlow refuses to give back what a run was given.
        outputs[0] = graph.Unary("Identity", Images);
        for (int i = 1; i < outputs.Length; i++)
        {
            var layer = network.Layers[i];
            using (graph.InLayer(layer, i))
                outputs[i] = LayerGraphs.Build(new LayerContext(graph, network, i, [.. layer.Inputs.Select(index => outputs[index])], pass));
        }
        Outputs = outputs;
        Statistics = statistics;
    }

    /// <summary>Where a batch goes in: (count, height, width, channels).</summary>
    public Output Images { get; }

    /// <summary>Where the key of the random numbers goes in.</summary>
    public Output RandomKey { get; }

    /// <summary>The output of each layer.</summary>
    public IReadOnlyList<Output> Outputs { get; }

    /// <summary>The operations by which moving statistics follow the batch; none in inference mode.</summary>
    public IReadOnlyList<nint> Statistics { get; }
}
