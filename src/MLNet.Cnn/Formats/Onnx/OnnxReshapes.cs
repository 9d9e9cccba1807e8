using static MLNet.Cnn.OnnxGraph;

namespace MLNet.Cnn;

/// <summary>Layers that move, cut or repeat values as ONNX nodes.</summary>
internal static class OnnxReshapes
{
    public static string Flatten(OnnxLayerContext context) => FlattenValue(context, InKerasOrder(context));

    public static string FlattenValue(OnnxLayerContext context, string value) => context.Graph.Node("Flatten", [value], null, Attribute("axis", 1));

    public static string Pad(Margins margins, OnnxLayerContext context) => context.Graph.Node(
        "Pad", [context.Input, context.Numbers("pads", 0, 0, margins.Top, margins.Left, 0, 0, margins.Bottom, margins.Right)]);

    public static string Crop(Margins margins, OnnxLayerContext context) => context.Graph.Node("Slice", [
        context.Input,
        context.Numbers("starts", margins.Top, margins.Left),
        context.Numbers("ends", context.InputShape.Height - margins.Bottom, context.InputShape.Width - margins.Right),
        context.Numbers("axes", 2, 3)]);

    public static string Reshape(Reshape layer, OnnxLayerContext context)
    {
        string value = context.ToChannelsLast(context.Input, context.InputShape);
        value = context.Graph.Node("Reshape", [value, context.Numbers("shape", [-1, .. layer.TargetShape.Dimensions.Select(d => (long)d)])]);
        return context.FromChannelsLast(value, layer.TargetShape);
    }

    public static string Permute(Permute layer, OnnxLayerContext context)
    {
        string value = context.ToChannelsLast(context.Input, context.InputShape);
        return context.FromChannelsLast(context.Graph.Node("Transpose", [value], null, Attribute("perm", layer.Order)), context.NetworkLayer.Shape);
    }

    /// <summary>By the engine's own indices and matrices: ONNX' Resize finds sizes by factors, whose rounding may lose a row.</summary>
    public static string Resize(Interpolation interpolation, OnnxLayerContext context)
    {
        var (from, to, graph) = (context.InputShape, context.NetworkLayer.Shape, context.Graph);
        if (interpolation == Interpolation.Nearest)
        {
            string rows = graph.Node("Gather", [context.Input, context.Numbers("rows", ResizeArithmetic.Nearest(from.Height, to.Height))], null, Attribute("axis", 2));
            return graph.Node("Gather", [rows, context.Numbers("columns", ResizeArithmetic.Nearest(from.Width, to.Width))], null, Attribute("axis", 3));
        }
        string down = graph.Node("MatMul", [context.Constant("down", ResizeArithmetic.Bilinear(from.Height, to.Height), to.Height, from.Height), context.Input]);
        string across = context.Constant("across", ResizeArithmetic.Bilinear(from.Width, to.Width), to.Width, from.Width);
        return graph.Node("MatMul", [down, graph.Node("Transpose", [across], null, Attribute("perm", 1, 0))]);
    }

    /// <summary>Rows, columns, channels, where that is not the order already.</summary>
    private static string InKerasOrder(OnnxLayerContext context) =>
        context.InputShape is { IsImage: true, Channels: > 1 } shape && shape.Height * shape.Width > 1
            ? context.ToChannelsLast(context.Input, shape)
            : context.Input;
}
