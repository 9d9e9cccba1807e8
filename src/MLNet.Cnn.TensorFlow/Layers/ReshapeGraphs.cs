namespace MLNet.Cnn;

/// <summary>Layers that cut, pad or resize images.</summary>
internal static class ReshapeGraphs
{
    public static Output Pad(Margins margins, LayerContext context) => context.Graph.Binary("Pad", context.Input, context.Graph.Integers(
        [0, 0, margins.Top, margins.Bottom, margins.Left, margins.Right, 0, 0], [4, 2]));

    public static Output Crop(int top, int left, LayerContext context) =>
        context.Graph.Slice(context.Input, [top, left, 0], context.OutputShape.Dimensions.AsSpan());

    public static Output Resize(Interpolation interpolation, LayerContext context) => context.Graph
        .Operation(interpolation == Interpolation.Nearest ? "ResizeNearestNeighbor" : "ResizeBilinear")
        .Inputs(context.Input, context.Graph.Integers(context.OutputShape.Height, context.OutputShape.Width))
        .Set("half_pixel_centers", true)
        .Result();
}
