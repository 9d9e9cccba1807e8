namespace MLNet.Cnn;

/// <summary>Rectifiers with settings, and the one that learns its slope.</summary>
internal static class RectifierGraphs
{
    /// <summary>Keras' formula, part by part (keras/src/layers/activations/relu.py).</summary>
    public static Output ReLU(ReLU layer, LayerContext context)
    {
        var (graph, x) = (context.Graph, context.Input);
        var y = layer.Threshold == 0 ? graph.Relu(x) : graph.Multiply(x, Above(graph, x, layer.Threshold));
        if (layer.MaxValue is { } limit)
            y = layer is { Threshold: 0, MaxValue: 6 } ? graph.Unary("Relu6", x) : graph.Binary("Maximum", graph.Binary("Minimum", y, graph.Number(limit)), graph.Number(0));
        if (layer.NegativeSlope == 0)
            return y;
        var below = graph.Relu(graph.Subtract(graph.Number(layer.Threshold), x));
        return graph.Subtract(y, graph.Multiply(below, layer.NegativeSlope));
    }

    public static Output Leaky(GraphBuilder graph, Output x, double slope) => graph.Operation("LeakyRelu").Inputs(x).Set("alpha", (float)slope).Result();

    public static Output PReLU(LayerContext context)
    {
        var (graph, x) = (context.Graph, context.Input);
        return graph.Subtract(graph.Relu(x), graph.Multiply(graph.Relu(graph.Unary("Neg", x)), context.Weight("alpha")!.Value));
    }

    public static Output ELU(ELU layer, LayerContext context)
    {
        var (graph, x) = (context.Graph, context.Input);
        var y = graph.Unary("Elu", x);
        return layer.Alpha == 1 ? y : graph.Operation("SelectV2").Inputs(graph.Binary("Greater", x, graph.Number(0)), y, graph.Multiply(y, layer.Alpha)).Result();
    }

    /// <summary>1 where x is above the threshold, else 0.</summary>
    private static Output Above(GraphBuilder graph, Output x, double threshold) =>
        graph.Operation("Cast").Inputs(graph.Binary("Greater", x, graph.Number(threshold))).Set("DstT", DataType.Float).Result();
}
