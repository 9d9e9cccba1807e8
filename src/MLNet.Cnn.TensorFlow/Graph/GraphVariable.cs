namespace MLNet.Cnn;

/// <summary>Numbers that live in the session from run to run: a weight, or an optimizer's memory of one.</summary>
internal sealed class GraphVariable
{
    private readonly GraphBuilder _graph;

    public GraphVariable(GraphBuilder graph, string path, Shape shape)
    {
        (_graph, Path, Shape) = (graph, path, shape);
        long[] dimensions = [.. shape.Dimensions.Select(d => (long)d)];
        Handle = graph.Operation("VarHandleOp").Set("dtype", DataType.Float).SetShape("shape", dimensions).Set("shared_name", path).Result();
        Value = Read();
        Given = graph.Placeholder(DataType.Float, dimensions);
        Assignment = Assign(Given);
    }

    public string Path { get; }

    public Shape Shape { get; }

    /// <summary>The variable itself, for operations that change it.</summary>
    public Output Handle { get; }

    /// <summary>The values as they are when a run begins.</summary>
    public Output Value { get; }

    /// <summary>New values, which <see cref="Assignment"/> takes over.</summary>
    public Output Given { get; }

    public nint Assignment { get; }

    /// <summary>The values as they are after what the graph waits for now.</summary>
    public Output Read() => _graph.Operation("ReadVariableOp").Inputs(Handle).Set("dtype", DataType.Float).Result();

    public nint Assign(Output value) => Change("AssignVariableOp", value);

    public nint Add(Output value) => Change("AssignAddVariableOp", value);

    public nint Subtract(Output value) => Change("AssignSubVariableOp", value);

    private nint Change(string type, Output value) => _graph.Operation(type).Inputs(Handle, value).Set("dtype", DataType.Float).Add();
}
