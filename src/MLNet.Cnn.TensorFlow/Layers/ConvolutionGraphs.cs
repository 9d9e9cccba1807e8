namespace MLNet.Cnn;

/// <summary>Layers whose kernel slides over an image.</summary>
internal static class ConvolutionGraphs
{
    public static Output Conv2D(Conv2D layer, LayerContext context)
    {
        var slide = new Slide(context.Graph, context.InputShape, layer.Strides, layer.DilationRate, layer.Padding);
        var kernel = context.Variable("kernel")!;
        var y = layer.Groups == 1 ? slide.Convolve(context.Input, kernel.Value, layer.KernelSize) : slide.ConvolveGroups(context.Input, kernel, layer.Groups);
        return Finish(y, layer.Activation, context);
    }

    public static Output Depthwise(DepthwiseConv2D layer, LayerContext context)
    {
        var slide = new Slide(context.Graph, context.InputShape, layer.Strides, layer.DilationRate, layer.Padding);
        var y = slide.ConvolveChannels(context.Input, context.Weight("kernel")!.Value, layer.KernelSize, layer.DepthMultiplier);
        return Finish(y, layer.Activation, context);
    }

    public static Output Separable(SeparableConv2D layer, LayerContext context)
    {
        var slide = new Slide(context.Graph, context.InputShape, layer.Strides, layer.DilationRate, layer.Padding);
        var each = slide.ConvolveChannels(context.Input, context.Weight("depthwise_kernel")!.Value, layer.KernelSize, layer.DepthMultiplier);
        var mix = new Slide(context.Graph, context.InputShape, 1, 1, Padding.Valid);
        return Finish(mix.Convolve(each, context.Weight("pointwise_kernel")!.Value, 1), layer.Activation, context);
    }

    /// <summary>The gradient of a convolution by its input, which is what a transposed one is.</summary>
    public static Output Transposed(Conv2DTranspose layer, LayerContext context)
    {
        var (graph, kernel, output) = (context.Graph, context.Weight("kernel")!.Value, context.OutputShape);
        if (layer.DilationRate == 1)
            return Finish(Transpose(context.Input, output.Height, output.Width, layer.Padding), layer.Activation, context);
        var dilation = new Dilation(layer.DilationRate, new Size2D(context.InputShape.Height, context.InputShape.Width));
        var cut = layer.Padding == Padding.Same ? dilation.Same(layer.KernelSize) : 0;
        var y = dilation.Around(graph, context.Input, 0, cut, apart => Transpose(
            apart,
            Apart(context.InputShape.Height, layer.DilationRate.Height) + layer.KernelSize.Height - 1,
            Apart(context.InputShape.Width, layer.DilationRate.Width) + layer.KernelSize.Width - 1,
            Padding.Valid));
        return Finish(y, layer.Activation, context);

        Output Transpose(Output x, int height, int width, Padding padding)
        {
            var sizes = graph.Operation("Pack").List([graph.Count(x), .. new[] { height, width, layer.Filters }.Select(d => graph.Integers([d], []))]).Result();
            return graph.Operation("Conv2DBackpropInput").Inputs(sizes, kernel, x)
                .SetList("strides", 1, layer.Strides.Height, layer.Strides.Width, 1)
                .Set("padding", Text(padding))
                .Result();
        }
    }

    public static string Text(Padding padding) => padding == Padding.Same ? "SAME" : "VALID";

    private static int Apart(int length, int block) => (length + block - 1) / block;

    private static Output Finish(Output y, Activation activation, LayerContext context) => ActivationGraphs.Apply(
        context.Graph, context.Weight("bias") is { } bias ? context.Graph.Binary("BiasAdd", y, bias) : y, activation);
}
