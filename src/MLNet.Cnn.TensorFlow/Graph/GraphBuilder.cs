namespace MLNet.Cnn;

/// <summary>Builds one graph, operation by operation. It may grow after runs.</summary>
internal sealed class GraphBuilder : IDisposable
{
    private readonly StatusHandle _status = new();
    private readonly Dictionary<string, string> _layers = [];
    private string _scope = "";
    private IReadOnlyList<nint> _after = [];
    private int _operations;

    public GraphHandle Graph { get; } = new();

    /// <summary>Names what is built next after a layer, so that an error can name it.</summary>
    /// <returns>To be disposed where the layer ends.</returns>
    public IDisposable InLayer(NetworkLayer layer, int index)
    {
        string before = _scope;
        // TensorFlow's names have fewer letters than ours.
        _scope = $"L{index}.{layer.Layer.Kind}/";
        _layers[_scope] = $"Layer '{layer.Name}' ({layer.Layer.Kind})";
        return new Restore(() => _scope = before);
    }

    /// <summary>Makes what is built next wait for others in each run.</summary>
    /// <returns>To be disposed where that ends.</returns>
    public IDisposable After(params IReadOnlyList<nint> operations)
    {
        var before = _after;
        _after = [.. before, .. operations];
        return new Restore(() => _after = before);
    }

    /// <summary>Begins an operation.</summary>
    public OperationBuilder Operation(string type)
    {
        var operation = new OperationBuilder(this, _status, TensorFlowMethods.TF_NewOperation(Graph, type, $"{_scope}{type}_{_operations++}"));
        foreach (nint before in _after)
            operation.WaitFor(before);
        return operation;
    }

    /// <summary>The gradients of sum(y x dx) by each x, or <see langword="null"/> where y does not depend on it.</summary>
    private unsafe Output?[] Gradients(Output y, Output dx, IReadOnlyList<Output> xs)
    {
        Output[] inputs = [.. xs];
        var gradients = new Output[inputs.Length];
        fixed (Output* x = inputs, dy = gradients)
            TensorFlowMethods.TF_AddGradientsWithPrefix(Graph, $"gradients_{_operations++}", &y, 1, x, inputs.Length, &dx, _status, dy);
        ThrowIfFailed();
        return [.. gradients.Select(gradient => gradient.Operation == 0 ? (Output?)null : gradient)];
    }

    /// <summary>The gradients of sum(y x dx) by each source; 0 where y does not depend on it: TensorFlow refuses to be asked about that.</summary>
    /// <param name="y">The values.</param>
    /// <param name="dx">The gradient by them.</param>
    /// <param name="sources">By what, and whether y depends on it. One may be there more than once.</param>
    public Output[] GradientsOrZero(Output y, Output dx, IReadOnlyList<(Output Value, bool IsUsed)> sources)
    {
        Output[] used = [.. sources.Where(source => source.IsUsed).Select(source => source.Value).Distinct()];
        var gradients = used.Zip(used.Length == 0 ? [] : Gradients(y, dx, used)).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. sources.Select(source => gradients.GetValueOrDefault(source.Value) ?? this.Unary("ZerosLike", source.Value))];
    }

    /// <summary>Throws TensorFlow's error with the layer's name in front.</summary>
    public void ThrowIfFailed()
    {
        try
        {
            _status.ThrowIfFailed();
        }
        catch (TensorFlowException exception)
        {
            throw Explain(exception);
        }
    }

    /// <summary>The same error with the layer's name in front, where TensorFlow's text names one of its operations.</summary>
    public TensorFlowException Explain(TensorFlowException exception)
    {
        string? scope = _scope.Length > 0 ? _scope : _layers.Keys.FirstOrDefault(name => exception.Message.Contains(name, StringComparison.Ordinal));
        return scope is null ? exception : new TensorFlowException($"{_layers[scope]}: {exception.Message}", exception);
    }

    public void Dispose()
    {
        _status.Dispose();
        Graph.Dispose();
    }

    private sealed class Restore(Action restore) : IDisposable
    {
        public void Dispose() => restore();
    }
}
