namespace MLNet.Cnn;

/// <summary>The one place where this engine tells layers apart.</summary>
internal static class LayerGraphs
{
    public static Output Build(LayerContext context) => context.NetworkLayer.Layer switch
    {
        Conv2D layer => ConvolutionGraphs.Conv2D(layer, context),
        DepthwiseConv2D layer => ConvolutionGraphs.Depthwise(layer, context),
        SeparableConv2D layer => ConvolutionGraphs.Separable(layer, context),
        Conv2DTranspose layer => ConvolutionGraphs.Transposed(layer, context),
        Dense layer => DenseGraph.Build(layer, context),
        MaxPooling2D layer => PoolingGraphs.Window("MaxPool", layer, context),
        AveragePooling2D layer => PoolingGraphs.Window("AvgPool", layer, context),
        GlobalAveragePooling2D layer => context.Graph.Reduce("Mean", context.Input, [1, 2], layer.KeepDims),
        GlobalMaxPooling2D layer => context.Graph.Reduce("Max", context.Input, [1, 2], layer.KeepDims),
        BatchNormalization layer => new BatchNormalizationGraph(layer, context).Build(),
        LayerNormalization layer => NormalizationGraphs.Layer(layer, context),
        GroupNormalization layer => NormalizationGraphs.Group(layer, context),
        Normalization layer => NormalizationGraphs.Fixed(layer, context),
        Flatten or Reshape => context.Graph.Reshape(context.Input, [-1, .. context.OutputShape.Dimensions]),
        Permute layer => context.Graph.Transpose(context.Input, [0, .. layer.Dims.Select(d => (int)d)]),
        ZeroPadding2D layer => ReshapeGraphs.Pad(layer.Padding, context),
        Cropping2D layer => ReshapeGraphs.Crop(layer.Cropping.Top, layer.Cropping.Left, context),
        CenterCrop layer => ReshapeGraphs.Crop((context.InputShape.Height - layer.Height) / 2, (context.InputShape.Width - layer.Width) / 2, context),
        Resizing layer => ReshapeGraphs.Resize(layer.Interpolation, context),
        UpSampling2D layer => ReshapeGraphs.Resize(layer.Interpolation, context),
        Dropout layer => DropoutGraph.Values(layer, context),
        SpatialDropout2D layer => DropoutGraph.Channels(layer, context),
        ReLU layer => RectifierGraphs.ReLU(layer, context),
        PReLU => RectifierGraphs.PReLU(context),
        LeakyReLU layer => RectifierGraphs.Leaky(context.Graph, context.Input, layer.NegativeSlope),
        ELU layer => RectifierGraphs.ELU(layer, context),
        ActivationLayer layer => ActivationGraphs.Apply(context.Graph, context.Input, layer.Function),
        Softmax => ActivationGraphs.Apply(context.Graph, context.Input, Activation.Softmax),
        Add => Fold("AddV2", context),
        Multiply => Fold("Mul", context),
        Average => context.Graph.Divide(Fold("AddV2", context), context.Graph.Number(context.Inputs.Count)),
        Maximum => Fold("Maximum", context),
        Minimum => Fold("Minimum", context),
        Subtract => Fold("Sub", context),
        Concatenate => context.Graph.Concatenate(context.Inputs),
        Rescaling layer => context.Graph.Add(context.Graph.Multiply(context.Input, layer.Scale), layer.Offset),
        var layer => throw new NotSupportedException($"Layer '{context.NetworkLayer.Name}' ({layer.Kind}): the TensorFlow engine does not know this layer. The TorchSharp engine may."),
    };

    /// <summary>Combines the first input with the second, that with the third, and so on.</summary>
    private static Output Fold(string type, LayerContext context) => context.Inputs.Aggregate((a, b) => context.Graph.Binary(type, a, b));
}
