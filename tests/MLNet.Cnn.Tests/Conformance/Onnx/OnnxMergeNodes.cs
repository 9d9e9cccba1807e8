namespace MLNet.Cnn.Tests;

/// <summary>Nodes of several inputs in our layers.</summary>
internal static class OnnxMergeNodes
{
    /// <summary>Element by element; where an input has fewer dimensions, 1 stands for those it lacks.</summary>
    public static NodeTranslation Merge(OnnxNode node, Layer layer)
    {
        var expected = node.Output();
        Tensor[] inputs = [.. Enumerable.Range(0, node.Inputs.Count).Select(i => Aligned(node, i, expected.Rank))];
        return NodeTranslation.Merging(inputs, expected, parts => parts[0].Apply(layer, parts[1..]));
    }

    /// <summary>Along the axis, which becomes the last.</summary>
    public static NodeTranslation Concat(OnnxNode node)
    {
        int axis = node.Axis(0, node.Output().Rank);
        return NodeTranslation.Merging(
            [.. node.Inputs.Select(input => input!.Floats().ToLast(axis))], node.Output().ToLast(axis), parts => parts[0].Apply(new Concatenate(), parts[1..]));
    }

    private static Tensor Aligned(OnnxNode node, int index, int rank)
    {
        var input = node.Input(index);
        // Before version 7 an attribute says which dimensions of the first input the second one has.
        int before = node.Opset < 7 && index == 1 && node.Whole("broadcast", 0) == 1 ? node.Axis(rank - input.Rank, rank) : rank - input.Rank;
        int behind = rank - before - input.Rank;
        return input.Reshape([.. Enumerable.Repeat(1, before), .. input.Dims, .. Enumerable.Repeat(1, behind)]);
    }
}
