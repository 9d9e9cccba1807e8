using static MLNet.Cnn.OnnxGraph;

namespace MLNet.Cnn;

/// <summary>Normalizations as ONNX nodes.</summary>
internal static class OnnxNormalizations
{
    public static string Batch(BatchNormalization layer, OnnxLayerContext context) => context.Graph.Node(
        "BatchNormalization",
        [context.Input, context.Weight("gamma", 1), context.Weight("beta", 0), context.Weight("moving_mean"), context.Weight("moving_variance")],
        null,
        Attribute("epsilon", (float)layer.Epsilon));

    public static string Fixed(Normalization layer, OnnxLayerContext context) => context.Graph.Node("Div", [
        context.Graph.Node("Sub", [context.Input, context.ChannelConstant("mean", layer.MeanAt)]),
        context.ChannelConstant("divisor", layer.Divisor)]);

    public static string Layer(LayerNormalization layer, OnnxLayerContext context)
    {
        string value = context.Graph.Node(
            "LayerNormalization",
            [context.ToChannelsLast(context.Input, context.InputShape), context.Weight("gamma", 1), context.Weight("beta", 0)],
            null,
            Attribute("axis", -1),
            Attribute("epsilon", (float)layer.Epsilon));
        return context.FromChannelsLast(value, context.InputShape);
    }

    /// <summary>Opset 17 has no GroupNormalization: each group is one channel of an InstanceNormalization.</summary>
    public static string Group(GroupNormalization layer, OnnxLayerContext context)
    {
        var (graph, shape) = (context.Graph, context.InputShape);
        float[] ones = [.. Enumerable.Repeat(1f, layer.Groups)];
        string grouped = graph.Node("Reshape", [context.Input, context.Numbers("grouped", 0, layer.Groups, -1)]);
        string normalized = graph.Node(
            "InstanceNormalization",
            [grouped, context.Constant("ones", ones, ones.Length), context.Constant("zeros", new float[ones.Length], ones.Length)],
            null,
            Attribute("epsilon", (float)layer.Epsilon));
        string value = graph.Node("Reshape", [normalized, shape.IsImage
            ? context.Numbers("ungrouped", -1, shape.Channels, shape.Height, shape.Width)
            : context.Numbers("ungrouped", -1, shape.Channels)]);
        string scaled = graph.Node("Mul", [value, PerChannel(context.Weight("gamma", 1))]);
        return graph.Node("Add", [scaled, PerChannel(context.Weight("beta", 0))]);

        string PerChannel(string weight) => shape.IsImage ? graph.Node("Reshape", [weight, context.Numbers("per_channel", 1, shape.Channels, 1, 1)]) : weight;
    }
}
