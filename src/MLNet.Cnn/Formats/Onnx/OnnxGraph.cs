using static MLNet.Cnn.OnnxFields;

namespace MLNet.Cnn;

/// <summary>Collects the nodes and constants of an ONNX model and writes it.</summary>
internal sealed class OnnxGraph
{
    private const int IrVersion = 8; // of ONNX 1.12, which brought opset 17
    private const int Opset = 17;
    private const int MachineLearningOpset = 3;

    private readonly ProtoMessage _graph = new();
    private readonly HashSet<string> _constants = [];
    private readonly HashSet<string> _values = [];
    private int _nodes;

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operation">The operator: <c>Conv</c>.</param>
    /// <param name="inputs">The values that go in.</param>
    /// <param name="output">The name of the output, or <see langword="null"/> for a fresh one.</param>
    /// <param name="attributes">The attributes, made by <see cref="Attribute(string, long)"/> and its siblings.</param>
    /// <returns>The name of the output.</returns>
    public string Node(string operation, IEnumerable<string> inputs, string? output = null, params ReadOnlySpan<ProtoMessage> attributes) =>
        Node(operation, "", $"{operation}_{_nodes}", inputs, output, attributes);

    /// <summary>Adds a node with a name and a domain of its own.</summary>
    public string Node(string operation, string domain, string name, IEnumerable<string> inputs, string? output, params ReadOnlySpan<ProtoMessage> attributes)
    {
        output ??= FreshValue();
        _nodes++;
        var node = new ProtoMessage();
        foreach (string input in inputs)
            node.Text(NodeInput, input);
        node.Text(NodeOutput, output).Text(NodeName, name).Text(NodeOpType, operation);
        foreach (var attribute in attributes)
            node.Message(NodeAttribute, attribute);
        if (domain.Length > 0)
            node.Text(NodeDomain, domain);
        _graph.Message(GraphNode, node);
        return output;
    }

    /// <summary>Adds an array of floats; gives its name.</summary>
    public string Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> dimensions) => Constant(name, ElementFloat, values, dimensions);

    /// <summary>Adds an array of whole numbers; gives its name.</summary>
    public string Constant(string name, ReadOnlySpan<long> values, params ReadOnlySpan<long> dimensions) => Constant(name, ElementInt64, values, dimensions);

    /// <summary>Adds a matrix with one text.</summary>
    public string Constant(string name, string text)
    {
        _graph.Message(GraphInitializer, new ProtoMessage()
            .Number(TensorDims, 1).Number(TensorDims, 1).Number(TensorDataType, ElementString).Text(TensorStringData, text).Text(TensorName, name));
        return name;
    }

    /// <summary>Declares an input; the first dimension, the number of images, stays open.</summary>
    /// <remarks>To be called first, so that no other value gets the name.</remarks>
    public void Input(string name, int elementType, params IEnumerable<int> dimensions)
    {
        _values.Add(name);
        _graph.Message(GraphInput, Value(name, elementType, dimensions));
    }

    /// <summary>Declares an output; the first dimension stays open.</summary>
    public void Output(string name, int elementType, params IEnumerable<int> dimensions) => _graph.Message(GraphOutput, Value(name, elementType, dimensions));

    /// <summary>The file's bytes.</summary>
    public byte[] ToModel(string graphName, IReadOnlyDictionary<string, string> metadata)
    {
        var model = new ProtoMessage()
            .Number(ModelIrVersion, IrVersion)
            .Text(ModelProducerName, "MLNet.Cnn")
            .Text(ModelProducerVersion, typeof(OnnxGraph).Assembly.GetName().Version!.ToString(3))
            .Message(ModelGraph, _graph.Text(GraphName, graphName))
            .Message(ModelOpsetImport, new ProtoMessage().Text(OpsetDomain, "").Number(OpsetVersion, Opset))
            .Message(ModelOpsetImport, new ProtoMessage().Text(OpsetDomain, "ai.onnx.ml").Number(OpsetVersion, MachineLearningOpset));
        foreach (var (key, value) in metadata)
            model.Message(ModelMetadataProps, new ProtoMessage().Text(EntryKey, key).Text(EntryValue, value));
        return model.ToArray();
    }

    public static ProtoMessage Attribute(string name, long value) =>
        new ProtoMessage().Text(AttributeName, name).Number(AttributeInt, value).Number(AttributeKind, KindInt);

    public static ProtoMessage Attribute(string name, float value) =>
        new ProtoMessage().Text(AttributeName, name).Float(AttributeFloat, value).Number(AttributeKind, KindFloat);

    public static ProtoMessage Attribute(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new ProtoMessage().Text(AttributeName, name);
        foreach (long value in values)
            attribute.Number(AttributeInts, value);
        return attribute.Number(AttributeKind, KindInts);
    }

    public static ProtoMessage Attribute(string name, IEnumerable<string> values)
    {
        var attribute = new ProtoMessage().Text(AttributeName, name);
        foreach (string value in values)
            attribute.Text(AttributeStrings, value);
        return attribute.Number(AttributeKind, KindStrings);
    }

    private string FreshValue()
    {
        string name = $"value_{_nodes}";
        while (!_values.Add(name))
            name += "_";
        return name;
    }

    private string Constant<T>(string name, int dataType, ReadOnlySpan<T> values, ReadOnlySpan<long> dimensions)
        where T : unmanaged
    {
        if (!_constants.Add(name))
            return name;
        var tensor = new ProtoMessage();
        foreach (long dimension in dimensions)
            tensor.Number(TensorDims, dimension);
        _graph.Message(GraphInitializer, tensor.Number(TensorDataType, dataType).Text(TensorName, name).Raw(TensorRawData, values));
        return name;
    }

    private static ProtoMessage Value(string name, int elementType, IEnumerable<int> dimensions)
    {
        var shape = new ProtoMessage().Message(ShapeDim, new ProtoMessage().Text(DimParam, "N"));
        foreach (int dimension in dimensions)
            shape.Message(ShapeDim, new ProtoMessage().Number(DimValue, dimension));
        var tensorType = new ProtoMessage().Number(TensorTypeElement, elementType).Message(TensorTypeShape, shape);
        return new ProtoMessage().Text(ValueName, name).Message(ValueKind, new ProtoMessage().Message(TypeTensor, tensorType));
    }
}
