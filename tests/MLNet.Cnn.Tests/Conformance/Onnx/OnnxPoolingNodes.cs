namespace MLNet.Cnn.Tests;

/// <summary>Poolings of ONNX in our layers.</summary>
internal static class OnnxPoolingNodes
{
    public static NodeTranslation Pool(OnnxNode node, Func<Size2D, Size2D, Pooling2D> make)
    {
        // The largest of some whole numbers is one of them, so that floats find the same.
        var images = (node.Operator == "MaxPool" ? node.Inputs[0]!.Values : node.Input(0)).ToImages();
        var expected = node.Outputs[0].Values.ToImages();
        var window = OnnxWindow.Of(node, images);
        if (window.Dilations != 1)
            return Dilated(node, window, images, expected);
        var layer = make(window.Kernel, window.Strides);
        if (window.Margins == default)
            return NodeTranslation.Of(images, expected, [layer]);
        bool countsZeros = node.Whole("count_include_pad", 0) == 1;
        if (countsZeros && !window.ReachesOver)
            return NodeTranslation.Of(images, expected, [new ZeroPadding2D(window.Margins), layer]);
        if (countsZeros || window.Margins != window.SameMargins(images))
            throw new NotSupportedException($"its margins ({window.Margins}) are not those of Padding.Same, and a pooling has no others");
        return NodeTranslation.Of(images, expected, [layer with { Padding = Padding.Same }]);
    }

    /// <summary>The image once for each place of the window, moved to it: their maximum or average; single pixels of it are taken where there are strides.</summary>
    private static NodeTranslation Dilated(OnnxNode node, OnnxWindow window, Tensor images, Tensor expected)
    {
        if (window.Margins != default)
            throw new NotSupportedException("its window is dilated and has margins, which our layers do not have together");
        var image = Symbol.Input(images.ShapeOfOne);
        int free = images.Dims[1] - window.Covered.Height, across = images.Dims[2] - window.Covered.Width;
        Symbol[] moved =
        [
            .. from row in Enumerable.Range(0, window.Kernel.Height).Select(i => i * window.Dilations.Height)
               from column in Enumerable.Range(0, window.Kernel.Width).Select(i => i * window.Dilations.Width)
               select image.Apply(new Cropping2D(new Margins(row, images.Dims[1] - row - free - 1, column, images.Dims[2] - column - across - 1))),
        ];
        var pooled = moved[0].Apply(node.Operator == "MaxPool" ? new Maximum() : new Average(), moved[1..]);
        return new NodeTranslation(new Network(image, pooled.Apply(new MaxPooling2D(1, window.Strides))), images, expected);
    }

    public static NodeTranslation Global(OnnxNode node, Layer layer) => NodeTranslation.Of(node.Input(0).ToImages(), node.Output().ToImages(), [layer]);

    /// <summary>The mean along some axes: what is kept are examples, what goes are the rows of an image one pixel wide.</summary>
    public static NodeTranslation Mean(OnnxNode node)
    {
        var input = node.Input(0);
        int[] axes = node.List("axes") ?? (node.Has(1) ? [.. node.Inputs[1]!.Values.Data.Select(axis => (int)axis)] : []);
        int[] gone = axes.Length == 0 ? [.. Enumerable.Range(0, input.Rank)] : [.. axes.Select(axis => axis < 0 ? axis + input.Rank : axis).Order()];
        int[] kept = [.. Enumerable.Range(0, input.Rank).Except(gone)];
        int rows = Tensor.SizeOf(gone.Select(axis => input.Dims[axis]));
        return NodeTranslation.Of(input.Transpose([.. kept, .. gone]).Reshape(-1, rows, 1, 1), node.Output().Reshape(-1, 1), [new GlobalAveragePooling2D()]);
    }
}
