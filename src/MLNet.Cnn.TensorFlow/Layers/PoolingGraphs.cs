namespace MLNet.Cnn;

/// <summary>Layers with a window and no weights.</summary>
internal static class PoolingGraphs
{
    public static Output Window(string type, Pooling2D layer, LayerContext context)
    {
        var strides = layer.Strides ?? layer.PoolSize;
        return context.Graph.Operation(type).Inputs(context.Input)
            .SetList("ksize", 1, layer.PoolSize.Height, layer.PoolSize.Width, 1)
            .SetList("strides", 1, strides.Height, strides.Width, 1)
            .Set("padding", ConvolutionGraphs.Text(layer.Padding))
            .Result();
    }
}
