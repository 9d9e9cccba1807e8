namespace MLNet.Cnn;

/// <summary>The gradients of sum(output x cotangent) as one run of the graph.</summary>
internal sealed class GradientGraph
{
    private readonly ForwardGraph _forward;
    private readonly Shape _outputShape;
    private readonly Output _cotangent;
    private readonly Output[] _results;

    public GradientGraph(GraphBuilder graph, ForwardGraph forward, Shape outputShape, IReadOnlyList<GraphVariable> weights)
    {
        (_forward, _outputShape) = (forward, outputShape);
        var output = forward.Outputs[^1];
        _cotangent = graph.Placeholder(DataType.Float, [-1, .. outputShape.Dimensions.Select(d => (long)d)]);
        Output[] sources = [forward.Images, .. weights.Select(weight => weight.Value)];
        var gradients = graph.Gradients(output, _cotangent, sources);
        _results = [output, .. gradients.Select((gradient, i) => gradient ?? graph.Unary("ZerosLike", sources[i]))];
    }

    /// <summary>Output, gradient by the images, gradients by the weights.</summary>
    public (float[] Output, float[] Input, IReadOnlyList<float[]> Weights) Run(GraphSession session, TensorHandle images, ReadOnlyMemory<float> cotangent, int count)
    {
        var values = session.Run(
            [
                (_forward.Images, images),
                (_forward.RandomKey, TensorHandle.Scalar(0L)),
                (_cotangent, TensorHandle.Over(cotangent, [count, .. _outputShape.Dimensions.Select(d => (long)d)])),
            ],
            _results, [.. _forward.Statistics]);
        return (values[0], values[1], [.. values.Skip(2)]);
    }
}
