namespace MLNet.Cnn;

/// <summary>Running <see cref="Dropout"/> and <see cref="SpatialDropout2D"/>: which values go is a function of the run's key and the layer alone.</summary>
internal static class DropoutGraph
{
    /// <summary>Each value for itself, or each image as a whole.</summary>
    public static Output Values(Dropout layer, LayerContext context) =>
        Build(layer.Rate, [.. context.InputShape.Dimensions.Select(d => layer.PerImage ? 1 : d)], context);

    /// <summary>Each channel as a whole.</summary>
    public static Output Channels(SpatialDropout2D layer, LayerContext context) => Build(layer.Rate, [1, 1, context.InputShape.Channels], context);

    /// <param name="rate">The share that goes.</param>
    /// <param name="shape">The shape of what is drawn for each image; 1 where one draw holds for a whole dimension.</param>
    /// <param name="context">The layer.</param>
    private static Output Build(double rate, int[] shape, LayerContext context)
    {
        var (graph, x) = (context.Graph, context.Input);
        if (!context.Pass.Training || rate == 0)
            return x;
        var drawn = graph.Operation("Pack").List([graph.Count(x), .. shape.Select(d => graph.Integers([d], []))]).Result();
        using var index = TensorHandle.Scalar((long)context.Index);
        var layer = graph.Operation("Const").Set("dtype", DataType.Int64).Set("value", index).Result();
        var seed = graph.Operation("Pack").List([context.Pass.RandomKey, layer]).Result();
        var random = graph.Operation("StatelessRandomUniform").Inputs(drawn, seed).Set("dtype", DataType.Float).Result();
        var kept = graph.Operation("Cast").Inputs(graph.Binary("GreaterEqual", random, graph.Number(rate))).Set("DstT", DataType.Float).Result();
        return graph.Multiply(x, graph.Multiply(kept, 1 / (1 - rate)));
    }
}
