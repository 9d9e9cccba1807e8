namespace MLNet.Cnn;

/// <summary>The outputs of a network in a graph, and the gradient by them, which the caller gives in the middle of a run.</summary>
internal sealed class OutputSlopes : IDisposable
{
    private readonly Func<int, ReadOnlySpan<OutputBuffer>> _buffers;
    private readonly ManagedOperation _operation;
    private readonly int _width;
    private OutputGradient? _gradient;

    /// <param name="graph">The graph.</param>
    /// <param name="outputs">The outputs, each (count, …).</param>
    /// <param name="sizes">The numbers of each for one image.</param>
    /// <param name="buffers">The places of outputs and gradients for so many images.</param>
    public OutputSlopes(GraphBuilder graph, IReadOnlyList<Output> outputs, IReadOnlyList<int> sizes, Func<int, ReadOnlySpan<OutputBuffer>> buffers)
    {
        _buffers = buffers;
        _width = sizes.Sum();
        Output[] flat = [.. outputs.Zip(sizes, (output, size) => graph.Reshape(output, -1, size))];
        Values = flat.Length == 1 ? flat[0] : graph.Concatenate(flat);
        _operation = new ManagedOperation(graph, Values, Compute);
    }

    /// <summary>All outputs of an image, one behind the other: (count, numbers).</summary>
    public Output Values { get; }

    /// <summary>The gradient by them.</summary>
    public Output Slope => _operation.Result;

    /// <inheritdoc cref="ManagedOperation.Feed"/>
    public (Output, TensorHandle) Feed => _operation.Feed;

    /// <inheritdoc cref="ManagedOperation.Run"/>
    public T Run<T>(OutputGradient gradient, Func<T> run)
    {
        _gradient = gradient;
        try
        {
            return _operation.Run(run);
        }
        finally
        {
            _gradient = null;
        }
    }

    public void Dispose() => _operation.Dispose();

    private void Compute(ReadOnlySpan<float> outputs, Span<float> slopes)
    {
        int count = outputs.Length / _width;
        var buffers = _buffers(count);
        for (int i = 0, column = 0; i < buffers.Length; column += buffers[i++].Size)
        {
            for (int image = 0; image < count; image++)
                outputs.Slice(image * _width + column, buffers[i].Size).CopyTo(Row(buffers[i].Values, image, buffers[i].Size));
        }
        _gradient!(new OutputSlice(buffers, 0, count));
        for (int i = 0, column = 0; i < buffers.Length; column += buffers[i++].Size)
        {
            for (int image = 0; image < count; image++)
                Row(buffers[i].Gradient, image, buffers[i].Size).CopyTo(slopes.Slice(image * _width + column, buffers[i].Size));
        }
    }

    private static Span<float> Row(Memory<float> values, int image, int size) => values.Span.Slice(image * size, size);
}
