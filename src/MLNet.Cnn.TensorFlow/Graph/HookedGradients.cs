namespace MLNet.Cnn;

/// <summary>Gradients that go through a <see cref="GradientHook"/>, in one piece of memory.</summary>
internal sealed class HookedGradients : IDisposable
{
    private readonly ManagedOperation _operation;

    public HookedGradients(GraphBuilder graph, GradientHook hook, IReadOnlyList<Output> gradients, IReadOnlyList<Shape> shapes)
    {
        var all = graph.Concatenate([.. gradients.Select(gradient => graph.Reshape(gradient, -1))]);
        _operation = new ManagedOperation(graph, all, (given, result) =>
        {
            given.CopyTo(result);
            hook(result);
        });
        var results = new List<Output>();
        int start = 0;
        foreach (var shape in shapes)
        {
            var part = graph.Operation("Slice").Inputs(_operation.Result, graph.Integers(start), graph.Integers(shape.Size)).Result();
            results.Add(graph.Reshape(part, [.. shape.Dimensions]));
            start += shape.Size;
        }
        Results = results;
    }

    /// <summary>The gradients as the hook leaves them.</summary>
    public IReadOnlyList<Output> Results { get; }

    /// <inheritdoc cref="ManagedOperation.Feed"/>
    public (Output, TensorHandle) Feed => _operation.Feed;

    /// <inheritdoc cref="ManagedOperation.Run"/>
    public T Run<T>(Func<T> run) => _operation.Run(run);

    public void Dispose() => _operation.Dispose();
}
