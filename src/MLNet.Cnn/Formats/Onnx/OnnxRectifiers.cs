namespace MLNet.Cnn;

/// <summary>ReLU with its settings, and the one that learns its slope, as ONNX nodes.</summary>
internal static class OnnxRectifiers
{
    /// <summary>The parts of Keras' formula; the engine has the same.</summary>
    public static string ReLU(ReLU layer, OnnxLayerContext context)
    {
        var (graph, x) = (context.Graph, context.Input);
        if (layer.IsPlain)
            return context.Activate(x, Activation.ReLU);
        // Not written where no node takes it: ONNX Runtime warns of constants that nobody uses.
        string threshold = layer.Threshold == 0 && layer.NegativeSlope == 0 ? "" : context.Scalar("threshold", layer.Threshold);
        string y = layer.Threshold == 0
            ? graph.Node("Relu", [x])
            : graph.Node("Mul", [x, graph.Node("Cast", [graph.Node("Greater", [x, threshold])], null, OnnxGraph.Attribute("to", OnnxFields.ElementFloat))]);
        if (layer.MaxValue is { } limit)
            y = graph.Node("Clip", [y, context.Scalar("least", 0), context.Scalar("limit", limit)]);
        if (layer.NegativeSlope == 0)
            return y;
        string below = graph.Node("Relu", [graph.Node("Sub", [threshold, x])]);
        return graph.Node("Sub", [y, graph.Node("Mul", [below, context.Scalar("slope", layer.NegativeSlope)])]);
    }

    /// <summary>The weight stands in Keras' order, channels last.</summary>
    public static string PReLU(OnnxLayerContext context)
    {
        string alpha = context.Weight("alpha");
        return context.Graph.Node("PRelu", [context.Input, context.InputShape.IsImage
            ? context.Graph.Node("Transpose", [alpha], null, OnnxGraph.Attribute("perm", 2, 0, 1))
            : alpha]);
    }
}
