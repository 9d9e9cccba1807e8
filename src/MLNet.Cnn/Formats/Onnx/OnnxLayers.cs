using static MLNet.Cnn.OnnxGraph;

namespace MLNet.Cnn;

/// <summary>The one place where the ONNX writer tells layers apart.</summary>
internal static class OnnxLayers
{
    /// <summary>Writes a layer; gives the name of its output.</summary>
    public static string Write(OnnxLayerContext context) => context.NetworkLayer.Layer switch
    {
        Conv2D layer => Convolution(layer, context),
        Dense layer => Dense(layer, context),
        MaxPooling2D layer => context.Node("MaxPool", Window(layer, context)),
        AveragePooling2D layer => context.Node("AveragePool", [.. Window(layer, context), Attribute("count_include_pad", 0)]),
        GlobalAveragePooling2D => FlattenValue(context, context.Node("GlobalAveragePool")),
        GlobalMaxPooling2D => FlattenValue(context, context.Node("GlobalMaxPool")),
        BatchNormalization layer => context.Graph.Node(
            "BatchNormalization",
            [context.Input, context.Weight("gamma", 1), context.Weight("beta", 0), context.Weight("moving_mean"), context.Weight("moving_variance")],
            null,
            Attribute("epsilon", (float)layer.Epsilon)),
        Flatten => FlattenValue(context, InKerasOrder(context)),
        ZeroPadding2D layer => context.Graph.Node("Pad", [context.Input, context.Graph.Constant(
            $"{context.NetworkLayer.Name}:pads",
            (long[])[0, 0, layer.Padding.Top, layer.Padding.Left, 0, 0, layer.Padding.Bottom, layer.Padding.Right],
            8)]),
        Dropout or SpatialDropout2D => context.Input,
        ReLU => context.Activate(context.Input, Activation.ReLU),
        ActivationLayer layer => context.Activate(context.Input, layer.Function),
        Softmax => context.Activate(context.Input, Activation.Softmax),
        LeakyReLU layer => context.Node("LeakyRelu", Attribute("alpha", (float)layer.NegativeSlope)),
        Add => context.Node(context.Inputs.Length == 2 ? "Add" : "Sum"),
        Concatenate => context.Node("Concat", Attribute("axis", 1)),
        Rescaling layer => context.Graph.Node("Add", [
            context.Graph.Node("Mul", [context.Input, context.Constant("scale", [(float)layer.Scale])]),
            context.Constant("offset", [(float)layer.Offset])]),
        Normalization layer => context.Graph.Node("Div", [
            context.Graph.Node("Sub", [context.Input, context.ChannelConstant("mean", layer.MeanAt)]),
            context.ChannelConstant("divisor", layer.Divisor)]),
        var layer => throw new NotSupportedException($"Layer '{context.NetworkLayer.Name}' ({layer.Kind}) cannot be written as ONNX."),
    };

    private static string Convolution(Conv2D layer, OnnxLayerContext context)
    {
        string[] inputs = layer.UseBias
            ? [context.Input, context.Weight("kernel"), context.Weight("bias")]
            : [context.Input, context.Weight("kernel")];
        string value = context.Graph.Node("Conv", inputs, null,
            Attribute("kernel_shape", layer.KernelSize.Height, layer.KernelSize.Width),
            Attribute("strides", layer.Strides.Height, layer.Strides.Width),
            Attribute("dilations", layer.DilationRate.Height, layer.DilationRate.Width),
            Attribute("group", layer.Groups),
            Pads(WindowArithmetic.MarginsFor(context.InputSize, layer.Covered, layer.Strides, layer.Padding)));
        return context.Activate(value, layer.Activation);
    }

    private static string Dense(Dense layer, OnnxLayerContext context)
    {
        // Gemm takes matrices only; of an image the channels alone are connected, place by place.
        string input = context.ToChannelsLast(context.Input, context.InputShape);
        string value = layer.UseBias && context.InputShape.Rank == 1
            ? context.Graph.Node("Gemm", [input, context.Weight("kernel"), context.Weight("bias")])
            : context.Graph.Node("MatMul", [input, context.Weight("kernel")]);
        if (layer.UseBias && context.InputShape.Rank > 1)
            value = context.Graph.Node("Add", [value, context.Weight("bias")]);
        return context.Activate(context.FromChannelsLast(value, context.NetworkLayer.Shape), layer.Activation);
    }

    private static ProtoMessage[] Window(Pooling2D layer, OnnxLayerContext context) =>
    [
        Attribute("kernel_shape", layer.PoolSize.Height, layer.PoolSize.Width),
        Attribute("strides", layer.Steps.Height, layer.Steps.Width),
        Pads(WindowArithmetic.MarginsFor(context.InputSize, layer.PoolSize, layer.Steps, layer.Padding)),
    ];

    private static ProtoMessage Pads(Margins margins) => Attribute("pads", margins.Top, margins.Left, margins.Bottom, margins.Right);

    private static string FlattenValue(OnnxLayerContext context, string value) => context.Graph.Node("Flatten", [value], null, Attribute("axis", 1));

    /// <summary>Rows, columns, channels, where that is not the order already.</summary>
    private static string InKerasOrder(OnnxLayerContext context) =>
        context.InputShape is { IsImage: true, Channels: > 1 } shape && shape.Height * shape.Width > 1
            ? context.Graph.Node("Transpose", [context.Input], null, Attribute("perm", 0, 2, 3, 1))
            : context.Input;
}
