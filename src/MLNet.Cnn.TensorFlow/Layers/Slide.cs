namespace MLNet.Cnn;

/// <summary>How a kernel slides over an image.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Input">The shape of an image.</param>
/// <param name="Strides">The kernel's steps.</param>
/// <param name="Dilation">The distance between its neighbouring elements.</param>
/// <param name="Padding">What happens at the border.</param>
internal sealed record Slide(GraphBuilder Graph, Shape Input, Size2D Strides, Size2D Dilation, Padding Padding)
{
    /// <summary>An ordinary convolution.</summary>
    /// <param name="x">The images.</param>
    /// <param name="kernel">(height, width, channels, filters).</param>
    /// <param name="size">The kernel's height and width.</param>
    public Output Convolve(Output x, Output kernel, Size2D size) => Run("Conv2D", x, kernel, size);

    /// <summary>A convolution in groups, which TensorFlow cannot differentiate on the CPU: one for single channels, or one convolution a group, side by side.</summary>
    public Output ConvolveGroups(Output x, GraphVariable kernel, int groups)
    {
        int[] shape = [.. kernel.Shape.Dimensions];
        var size = new Size2D(shape[0], shape[1]);
        // (height, width, 1, channels x multiplier) in groups is (height, width, channels, multiplier).
        return shape[2] == 1
            ? ConvolveChannels(x, Graph.Reshape(kernel.Value, shape[0], shape[1], groups, shape[3] / groups), size, shape[3] / groups)
            : Split(x, kernel.Value, size, (groups, shape[2], shape[3] / groups));
    }

    /// <summary>A convolution of each channel alone.</summary>
    /// <param name="x">The images.</param>
    /// <param name="kernel">(height, width, channels, multiplier).</param>
    /// <param name="size">The kernel's height and width.</param>
    /// <param name="multiplier">Outputs for each channel.</param>
    public Output ConvolveChannels(Output x, Output kernel, Size2D size, int multiplier)
    {
        // TensorFlow's kernel knows no unequal steps.
        if (Strides.Height == Strides.Width)
            return Run("DepthwiseConv2dNative", x, kernel, size);
        return Split(x, Graph.Reshape(kernel, size.Height, size.Width, 1, Input.Channels * multiplier), size, (Input.Channels, 1, multiplier));
    }

    private Output Split(Output x, Output kernel, Size2D size, (int Count, int Channels, int Filters) groups)
    {
        var parts = new List<Output>();
        for (int group = 0; group < groups.Count; group++)
        {
            var some = Graph.Slice(x, [0, 0, group * groups.Channels], [-1, -1, groups.Channels]);
            var own = Graph.Operation("Slice").Inputs(kernel, Graph.Integers(0, 0, 0, group * groups.Filters), Graph.Integers(-1, -1, -1, groups.Filters)).Result();
            parts.Add(Convolve(some, own, size));
        }
        return parts.Count == 1 ? parts[0] : Graph.Concatenate(parts);
    }

    private Output Run(string type, Output x, Output kernel, Size2D size)
    {
        if (Dilation == 1)
            return Run(type, x, kernel, Padding);
        var dilation = new Dilation(Dilation, new Size2D(Input.Height, Input.Width));
        return dilation.Around(Graph, x, Padding == Padding.Same ? dilation.Same(size) : 0, 0, apart => Run(type, apart, kernel, Padding.Valid));
    }

    private Output Run(string type, Output x, Output kernel, Padding padding) => Graph.Operation(type).Inputs(x, kernel)
        .SetList("strides", 1, Strides.Height, Strides.Width, 1)
        .Set("padding", ConvolutionGraphs.Text(padding))
        .Result();
}
