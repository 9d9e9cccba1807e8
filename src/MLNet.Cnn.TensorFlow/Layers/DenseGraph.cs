namespace MLNet.Cnn;

/// <summary>Running <see cref="Dense"/>: of an image the channels alone are connected, place by place.</summary>
internal static class DenseGraph
{
    public static Output Build(Dense layer, LayerContext context)
    {
        var graph = context.Graph;
        bool isFlat = context.InputShape.Rank == 1;
        var rows = isFlat ? context.Input : graph.Reshape(context.Input, -1, context.InputShape.Channels);
        var y = graph.Binary("MatMul", rows, context.Weight("kernel")!.Value);
        if (context.Weight("bias") is { } bias)
            y = graph.Binary("BiasAdd", y, bias);
        y = isFlat ? y : graph.Reshape(y, [-1, .. context.OutputShape.Dimensions]);
        return ActivationGraphs.Apply(graph, y, layer.Activation);
    }
}
