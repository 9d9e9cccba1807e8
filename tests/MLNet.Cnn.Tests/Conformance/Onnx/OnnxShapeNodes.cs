namespace MLNet.Cnn.Tests;

/// <summary>Nodes that move, cut or add values in our layers. Numbers keep their order: no channel is moved to the end where dimensions mean nothing.</summary>
internal static class OnnxShapeNodes
{
    /// <summary>What lies before the axis are examples.</summary>
    public static NodeTranslation Flatten(OnnxNode node)
    {
        var input = node.Input(0);
        int axis = node.Axis(1, input.Rank);
        int[] example = [.. input.Dims[axis..]];
        if (example.Length == 0)
            example = [1];
        // An image at most: what is in front of the last two dimensions is one.
        if (example.Length > 3)
            example = [Tensor.SizeOf(example[..^2]), .. example[^2..]];
        return NodeTranslation.Of(input.Reshape([-1, .. example]), node.Output(), [new Flatten()]);
    }

    public static NodeTranslation Reshape(OnnxNode node)
    {
        var (input, expected) = (node.Input(0), node.Output());
        if (input.Data.Length == 0)
            throw new NotSupportedException("it holds no numbers, and a dimension of a shape is at least 1");
        // The first dimension counts examples where both have it.
        return input.Dims[0] == expected.Dims[0] && expected.Rank > 1
            ? NodeTranslation.Of(input, expected, [new Reshape(expected.ShapeOfOne)])
            : NodeTranslation.Of(input.Reshape([1, .. input.Dims]), expected.Reshape([1, .. expected.Dims]), [new Reshape(new Shape(expected.Dims))]);
    }

    public static NodeTranslation Transpose(OnnxNode node)
    {
        var input = node.Input(0);
        int[] order = node.List("perm") ?? [.. Enumerable.Range(0, input.Rank).Reverse()];
        return NodeTranslation.Of(
            input.Reshape([1, .. input.Dims]), node.Output().Reshape([1, .. node.Output().Dims]), [new Permute([.. order.Select(axis => (float)axis + 1)])]);
    }

    /// <summary>Channels to blocks of pixels. DCR: the block's place is counted before the channel; CRD: the channel first.</summary>
    public static NodeTranslation DepthToSpace(OnnxNode node)
    {
        var images = node.Input(0).ToImages();
        int block = node.Whole("blocksize", 1), height = images.Dims[1], width = images.Dims[2], channels = images.Dims[3] / (block * block);
        bool placeFirst = node.Text("mode", "DCR") == "DCR";
        return NodeTranslation.Of(images, node.Output().ToImages(),
        [
            new Reshape(placeFirst ? new(height, width, block, block, channels) : new(height, width, channels, block, block)),
            new Permute(placeFirst ? [1, 3, 2, 4, 5] : [1, 4, 2, 5, 3]),
            new Reshape(new(height * block, width * block, channels)),
        ]);
    }

    /// <summary>Rows and columns of zeros; of another number between two shifts.</summary>
    public static NodeTranslation Pad(OnnxNode node)
    {
        if (node.Text("mode", "constant") is var mode and not "constant")
            throw new NotSupportedException($"it pads with the image's own pixels ({mode}), ZeroPadding2D with zeros");
        var images = node.Input(0).ToImages();
        int[] pads = node.List("pads") ?? [.. node.Inputs[1]!.Values.Data.Select(value => (int)value)];
        int[] axes = node.Has(3) ? [.. node.Inputs[3]!.Values.Data.Select(axis => (int)axis < 0 ? (int)axis + 4 : (int)axis)] : [0, 1, 2, 3];
        int Side(int axis, int end) => Array.IndexOf(axes, axis) is var at and >= 0 ? pads[at + end * axes.Length] : 0;
        if (Enumerable.Range(0, 2).Any(axis => Side(axis, 0) != 0 || Side(axis, 1) != 0))
            throw new NotSupportedException("it pads images or channels, ZeroPadding2D rows and columns");
        double value = node.Has(2) ? node.Input(2).Data[0] : node.Number("value", 0);
        Layer padding = new ZeroPadding2D(new Margins(Side(2, 0), Side(2, 1), Side(3, 0), Side(3, 1)));
        return NodeTranslation.Of(images, node.Output().ToImages(), value == 0 ? [padding] : [new Rescaling(1, -value), padding, new Rescaling(1, value)]);
    }
}
