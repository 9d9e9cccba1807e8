using static MLNet.Cnn.OnnxGraph;

namespace MLNet.Cnn;

/// <summary>Layers with a kernel as ONNX nodes.</summary>
internal static class OnnxConvolutions
{
    public static string Conv2D(Conv2D layer, OnnxLayerContext context) => context.Activate(
        Convolve(context, context.Input, context.Weight("kernel"), layer.KernelSize, layer.Strides, layer.DilationRate, layer.Groups,
            WindowArithmetic.MarginsFor(context.InputSize, layer.Covered, layer.Strides, layer.Padding), layer.UseBias),
        layer.Activation);

    public static string Depthwise(DepthwiseConv2D layer, OnnxLayerContext context) => context.Activate(
        Convolve(context, context.Input, Grouped("kernel", layer.DepthMultiplier, layer.KernelSize, context), layer.KernelSize, layer.Strides, layer.DilationRate,
            context.InputShape.Channels, WindowArithmetic.MarginsFor(context.InputSize, layer.Covered, layer.Strides, layer.Padding), layer.UseBias),
        layer.Activation);

    public static string Separable(SeparableConv2D layer, OnnxLayerContext context)
    {
        string slid = Convolve(context, context.Input, Grouped("depthwise_kernel", layer.DepthMultiplier, layer.KernelSize, context), layer.KernelSize, layer.Strides,
            layer.DilationRate, context.InputShape.Channels, WindowArithmetic.MarginsFor(context.InputSize, layer.Covered, layer.Strides, layer.Padding), useBias: false);
        return context.Activate(Convolve(context, slid, context.Weight("pointwise_kernel"), 1, 1, 1, 1, default, layer.UseBias), layer.Activation);
    }

    public static string Transposed(Conv2DTranspose layer, OnnxLayerContext context)
    {
        var crop = WindowArithmetic.TransposedCrop(layer.Covered, layer.Strides, layer.Padding);
        string value = context.Graph.Node("ConvTranspose", [context.Input, context.Weight("kernel"), .. layer.UseBias ? [context.Weight("bias")] : Array.Empty<string>()], null,
            Attribute("kernel_shape", layer.KernelSize.Height, layer.KernelSize.Width),
            Attribute("strides", layer.Strides.Height, layer.Strides.Width),
            Attribute("dilations", layer.DilationRate.Height, layer.DilationRate.Width),
            Attribute("pads", crop.Top, crop.Left, Math.Max(crop.Bottom, 0), Math.Max(crop.Right, 0)),
            // Rows and columns that no window reaches.
            Attribute("output_padding", Math.Max(-crop.Bottom, 0), Math.Max(-crop.Right, 0)));
        return context.Activate(value, layer.Activation);
    }

    public static string Dense(Dense layer, OnnxLayerContext context)
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

    /// <summary>The weight stands unfolded as (multiplier, channels, height, width); ONNX wants one group after the other.</summary>
    private static string Grouped(string name, int multiplier, Size2D kernel, OnnxLayerContext context)
    {
        string byChannel = context.Graph.Node("Transpose", [context.Weight(name)], null, Attribute("perm", 1, 0, 2, 3));
        return context.Graph.Node("Reshape", [byChannel, context.Numbers("groups", (long)context.InputShape.Channels * multiplier, 1, kernel.Height, kernel.Width)]);
    }

    private static string Convolve(
        OnnxLayerContext context, string input, string kernel, Size2D size, Size2D strides, Size2D dilation, int groups, Margins margins, bool useBias) =>
        context.Graph.Node("Conv", useBias ? [input, kernel, context.Weight("bias")] : [input, kernel], null,
            Attribute("kernel_shape", size.Height, size.Width),
            Attribute("strides", strides.Height, strides.Width),
            Attribute("dilations", dilation.Height, dilation.Width),
            Attribute("group", groups),
            Attribute("pads", margins.Top, margins.Left, margins.Bottom, margins.Right));
}
