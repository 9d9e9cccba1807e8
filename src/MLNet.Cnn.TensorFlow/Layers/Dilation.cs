namespace MLNet.Cnn;

/// <summary>Dilated kernels: every so many rows and columns become an image of their own, over which the undilated kernel slides.</summary>
/// <remarks>
/// TensorFlow's kernels for the CPU compute dilated convolutions but not all of their gradients. This has one everywhere. Strides are 1 where a kernel is dilated.
/// </remarks>
/// <param name="Block">The dilation.</param>
/// <param name="Input">Height and width of the image.</param>
internal sealed record Dilation(Size2D Block, Size2D Input)
{
    /// <summary>Pads, takes apart, computes, puts together and cuts.</summary>
    public Output Around(GraphBuilder graph, Output x, Margins padding, Margins cut, Func<Output, Output> compute)
    {
        int rows = Missing(Input.Height + padding.Top + padding.Bottom, Block.Height), columns = Missing(Input.Width + padding.Left + padding.Right, Block.Width);
        var block = graph.Integers(Block.Height, Block.Width);
        var apart = graph.Operation("SpaceToBatchND").Inputs(x, block, Sides(graph, padding, rows, columns)).Result();
        return graph.Operation("BatchToSpaceND").Inputs(compute(apart), block, Sides(graph, cut, rows, columns)).Result();
    }

    /// <summary>What <see cref="Padding.Same"/> adds for a kernel: the odd row and column last.</summary>
    public Margins Same(Size2D kernel)
    {
        int rows = (kernel.Height - 1) * Block.Height, columns = (kernel.Width - 1) * Block.Width;
        return new Margins(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2);
    }

    private static Output Sides(GraphBuilder graph, Margins margins, int rows, int columns) =>
        graph.Integers([margins.Top, margins.Bottom + rows, margins.Left, margins.Right + columns], [2, 2]);

    private static int Missing(int length, int block) => (block - length % block) % block;
}
