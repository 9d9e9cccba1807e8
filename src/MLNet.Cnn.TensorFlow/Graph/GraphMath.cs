namespace MLNet.Cnn;

/// <summary>The operations that many layers and optimizers are made of.</summary>
internal static class GraphMath
{
    public static Output Unary(this GraphBuilder graph, string type, Output x) => graph.Operation(type).Inputs(x).Result();

    public static Output Binary(this GraphBuilder graph, string type, Output a, Output b) => graph.Operation(type).Inputs(a, b).Result();

    public static Output Add(this GraphBuilder graph, Output a, Output b) => graph.Binary("AddV2", a, b);

    public static Output Subtract(this GraphBuilder graph, Output a, Output b) => graph.Binary("Sub", a, b);

    public static Output Multiply(this GraphBuilder graph, Output a, Output b) => graph.Binary("Mul", a, b);

    public static Output Divide(this GraphBuilder graph, Output a, Output b) => graph.Binary("RealDiv", a, b);

    public static Output Square(this GraphBuilder graph, Output x) => graph.Unary("Square", x);

    public static Output Sqrt(this GraphBuilder graph, Output x) => graph.Unary("Sqrt", x);

    public static Output Relu(this GraphBuilder graph, Output x) => graph.Unary("Relu", x);

    public static Output Add(this GraphBuilder graph, Output a, double b) => graph.Add(a, graph.Number(b));

    public static Output Multiply(this GraphBuilder graph, Output a, double b) => graph.Multiply(a, graph.Number(b));

    /// <summary>A number as a constant.</summary>
    public static Output Number(this GraphBuilder graph, double value) => graph.Constant([(float)value], []);

    public static Output Constant(this GraphBuilder graph, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape)
    {
        using var tensor = TensorHandle.Copy(DataType.Float, values, shape);
        return graph.Operation("Const").Set("dtype", DataType.Float).Set("value", tensor).Result();
    }

    /// <summary>Whole numbers as a constant vector: shapes, axes, paddings.</summary>
    public static Output Integers(this GraphBuilder graph, params ReadOnlySpan<int> values) => graph.Integers(values, [values.Length]);

    public static Output Integers(this GraphBuilder graph, ReadOnlySpan<int> values, ReadOnlySpan<long> shape)
    {
        using var tensor = TensorHandle.Copy(DataType.Int32, values, shape);
        return graph.Operation("Const").Set("dtype", DataType.Int32).Set("value", tensor).Result();
    }

    /// <summary>What a run is given.</summary>
    public static Output Placeholder(this GraphBuilder graph, DataType type, params ReadOnlySpan<long> shape) =>
        graph.Operation("Placeholder").Set("dtype", type).SetShape("shape", shape).Result();

    public static Output Reshape(this GraphBuilder graph, Output x, params ReadOnlySpan<int> shape) => graph.Binary("Reshape", x, graph.Integers(shape));

    /// <summary>A sum, mean or maximum over some axes.</summary>
    public static Output Reduce(this GraphBuilder graph, string type, Output x, ReadOnlySpan<int> axes, bool keepDimensions = true) =>
        graph.Operation(type).Inputs(x, graph.Integers(axes)).Set("keep_dims", keepDimensions).Result();

    /// <summary>The number of images in a batch, as a whole number.</summary>
    public static Output Count(this GraphBuilder graph, Output x) => graph.Operation("StridedSlice")
        .Inputs(graph.Unary("Shape", x), graph.Integers(0), graph.Integers(1), graph.Integers(1)).Set("shrink_axis_mask", 1).Result();

    /// <summary>A part of each image, whose batch dimension stays whole.</summary>
    public static Output Slice(this GraphBuilder graph, Output x, ReadOnlySpan<int> begin, ReadOnlySpan<int> size) =>
        graph.Operation("Slice").Inputs(x, graph.Integers([0, .. begin]), graph.Integers([-1, .. size])).Result();

    public static Output Transpose(this GraphBuilder graph, Output x, params ReadOnlySpan<int> order) => graph.Binary("Transpose", x, graph.Integers(order));

    public static Output Concatenate(this GraphBuilder graph, IReadOnlyList<Output> inputs) =>
        graph.Operation("ConcatV2").List(inputs).Inputs(graph.Integers([-1], [])).Result();

    /// <summary>One operation that is done when all are.</summary>
    public static nint Group(this GraphBuilder graph, IEnumerable<nint> operations)
    {
        var group = graph.Operation("NoOp");
        foreach (nint operation in operations)
            group.WaitFor(operation);
        return group.Add();
    }
}
