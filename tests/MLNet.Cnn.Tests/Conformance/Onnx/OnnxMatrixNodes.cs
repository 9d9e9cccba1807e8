namespace MLNet.Cnn.Tests;

/// <summary>Products of matrices of ONNX as Dense.</summary>
internal static class OnnxMatrixNodes
{
    /// <summary>alpha A B + beta C. Rows of A are examples; the factors go into kernel and bias.</summary>
    public static NodeTranslation Gemm(OnnxNode node)
    {
        var (a, b) = (Turned(node.Input(0), "transA"), Turned(node.Input(1), "transB"));
        int units = b.Dims[1];
        float[] kernel = [.. b.Data.Select(value => node.Number("alpha", 1) * value)];
        if (!node.Has(2))
            return NodeTranslation.Of(a, node.Output(), [new Dense(units) { Name = "layer", UseBias = false }], ("layer/kernel", kernel));
        float[] c = [.. node.Input(2).Data.Select(value => node.Number("beta", 1) * value)];
        return c.Length == a.Dims[0] * units && a.Dims[0] > 1
            ? WithRows(a, new Tensor(c, [a.Dims[0], units]), kernel, node.Output())
            : NodeTranslation.Of(a, node.Output(), [new Dense(units) { Name = "layer" }],
                ("layer/kernel", kernel), ("layer/bias", c.Length == 1 ? [.. Enumerable.Repeat(c[0], units)] : c));

        Tensor Turned(Tensor matrix, string attribute) => node.Whole(attribute, 0) == 0 ? matrix : matrix.Transpose(1, 0);
    }

    /// <summary>A matrix with one bias for all rows is a Dense; a vector goes with the matrix on its other side.</summary>
    public static NodeTranslation MatMul(OnnxNode node)
    {
        var (a, b) = (node.Input(0), node.Input(1));
        if (a.Rank == 1 && b.Rank > 1)
            (a, b) = (b.Transpose([.. Enumerable.Range(0, b.Rank - 2), b.Rank - 1, b.Rank - 2]), a);
        if (b.Rank > 2)
            throw new NotSupportedException("it multiplies each example by a matrix of its own, a Dense all by one");
        var kernel = b.Rank == 1 ? b.Reshape(-1, 1) : b;
        if (a.Rank == 1)
            a = a.Reshape(1, -1);
        return NodeTranslation.Of(a, node.Output().Reshape([.. a.Dims[..^1], kernel.Dims[1]]),
            [new Dense(kernel.Dims[1]) { Name = "layer", UseBias = false }], ("layer/kernel", kernel.Data));
    }

    /// <summary>A bias that differs from example to example is a second input: each row of A has its row of C beside it.</summary>
    private static NodeTranslation WithRows(Tensor a, Tensor c, float[] kernel, Tensor expected)
    {
        int inputs = a.Dims[1], units = c.Dims[1], count = a.Dims[0];
        var row = Symbol.Input(1, inputs + units, 1);
        var product = row.Apply(new Cropping2D(new Margins(0, 0, 0, units))).Flatten().Apply(new Dense(units) { Name = "layer", UseBias = false });
        var sum = product.Add(row.Apply(new Cropping2D(new Margins(0, 0, inputs, 0))).Flatten());
        float[] data = [.. Enumerable.Range(0, count).SelectMany(i => a.Data[(i * inputs)..((i + 1) * inputs)].Concat(c.Data[(i * units)..((i + 1) * units)]))];
        return new NodeTranslation(new Network(row, sum), new Tensor(data, [count, 1, inputs + units, 1]), expected, ("layer/kernel", kernel));
    }
}
