namespace MLNet.Cnn;

/// <summary>Normalizations without moving statistics.</summary>
internal static class NormalizationGraphs
{
    // Keras' divisor is never smaller (keras/src/layers/preprocessing/normalization.py).
    private const float SmallestDivisor = 1e-7f;

    /// <exception cref="InvalidOperationException">The layer has no statistics yet.</exception>
    public static Output Fixed(Normalization layer, LayerContext context)
    {
        if (layer.Mean is not { } mean || layer.Variance is not { } variance)
            throw new InvalidOperationException($"Layer '{context.NetworkLayer.Name}' (Normalization): Mean and Variance are not known yet. Give them, or let training take them from the images.");
        var centered = context.Graph.Subtract(context.Input, context.ChannelConstant(channel => At(mean, channel)));
        return context.Graph.Divide(centered, context.ChannelConstant(channel => MathF.Max(MathF.Sqrt(At(variance, channel)), SmallestDivisor)));
    }

    public static Output Layer(LayerNormalization layer, LayerContext context) =>
        ScaleAndShift(Normalize(context.Graph, context.Input, [context.InputShape.Rank], layer.Epsilon), context);

    public static Output Group(GroupNormalization layer, LayerContext context)
    {
        int[] dimensions = [.. context.InputShape.Dimensions];
        int[] grouped = [-1, .. dimensions[..^1], layer.Groups, dimensions[^1] / layer.Groups];
        // Over everything but the image and the group.
        int[] axes = [.. Enumerable.Range(1, dimensions.Length - 1), dimensions.Length + 1];
        var normalized = Normalize(context.Graph, context.Graph.Reshape(context.Input, grouped), axes, layer.Epsilon);
        return ScaleAndShift(context.Graph.Reshape(normalized, [-1, .. dimensions]), context);
    }

    private static Output Normalize(GraphBuilder graph, Output x, int[] axes, double epsilon)
    {
        var mean = graph.Reduce("Mean", x, axes);
        var centered = graph.Subtract(x, mean);
        var variance = graph.Reduce("Mean", graph.Square(centered), axes);
        return graph.Multiply(centered, graph.Unary("Rsqrt", graph.Add(variance, epsilon)));
    }

    private static Output ScaleAndShift(Output x, LayerContext context)
    {
        if (context.Weight("gamma") is { } gamma)
            x = context.Graph.Multiply(x, gamma);
        return context.Weight("beta") is { } beta ? context.Graph.Add(x, beta) : x;
    }

    private static float At(ValueList values, int channel) => values[values.Count == 1 ? 0 : channel];
}
