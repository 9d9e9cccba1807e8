using static MLNet.Cnn.OnnxGraph;

namespace MLNet.Cnn;

/// <summary>What is needed to write one layer as ONNX nodes.</summary>
/// <param name="Graph">Takes the nodes.</param>
/// <param name="Network">The network.</param>
/// <param name="Index">The layer's index in it.</param>
/// <param name="Values">The names of the outputs of the layers before it.</param>
/// <param name="Weights">The weights.</param>
internal sealed record OnnxLayerContext(OnnxGraph Graph, Network Network, int Index, string[] Values, NetworkWeights Weights)
{
    public NetworkLayer NetworkLayer => Network.Layers[Index];

    public string[] Inputs => [.. NetworkLayer.Inputs.Select(index => Values[index])];

    public string Input => Inputs[0];

    /// <summary>The shape of the first input, channels last.</summary>
    public Shape InputShape => Network.Layers[NetworkLayer.Inputs[0]].Shape;

    public Size2D InputSize => new(InputShape.Height, InputShape.Width);

    /// <summary>The weight of this name as a constant, or the given value for each channel where the layer has none.</summary>
    public string Weight(string name, float? otherwise = null)
    {
        string path = $"{NetworkLayer.Name}/{name}";
        if (NetworkLayer.Weights.FirstOrDefault(spec => spec.Name == name) is not { } spec)
            return Graph.Constant(path, Enumerable.Repeat(otherwise!.Value, InputShape.Channels).ToArray(), InputShape.Channels);
        var values = Weights[path].Values.Span;
        return spec.Shape.Rank == 4
            ? Graph.Constant(path, WeightLayout.ToOutputFirst(values, spec.Shape), WeightLayout.OutputFirst(spec.Shape))
            : Graph.Constant(path, values, [.. spec.Shape.Dimensions.Select(d => (long)d)]);
    }

    /// <summary>A constant of this layer.</summary>
    public string Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> dimensions) =>
        Graph.Constant($"{NetworkLayer.Name}:{name}", values, dimensions);

    /// <summary>A constant without dimensions.</summary>
    public string Scalar(string name, double value) => Constant(name, [(float)value]);

    /// <summary>A constant of whole numbers, such as a shape.</summary>
    public string Numbers(string name, params ReadOnlySpan<long> values) => Graph.Constant($"{NetworkLayer.Name}:{name}", values, values.Length);

    /// <summary>A constant with one number a channel.</summary>
    public string ChannelConstant(string name, Func<int, float> value)
    {
        float[] values = [.. Enumerable.Range(0, InputShape.Channels).Select(value)];
        return InputShape.IsImage ? Constant(name, values, 1, values.Length, 1, 1) : Constant(name, values, values.Length);
    }

    /// <summary>A node whose inputs are those of the layer.</summary>
    public string Node(string operation, params ReadOnlySpan<ProtoMessage> attributes) => Graph.Node(operation, Inputs, null, attributes);

    /// <summary>A value in Keras' order: channels last.</summary>
    public string ToChannelsLast(string value, Shape shape) => shape.IsImage ? Graph.Node("Transpose", [value], null, Attribute("perm", 0, 2, 3, 1)) : value;

    /// <summary>A value in ONNX' order: the channels of images first.</summary>
    public string FromChannelsLast(string value, Shape shape) => shape.IsImage ? Graph.Node("Transpose", [value], null, Attribute("perm", 0, 3, 1, 2)) : value;

    /// <summary>Puts an activation behind a value.</summary>
    public string Activate(string value, Activation activation) => activation switch
    {
        Activation.Linear => value,
        Activation.ReLU => Graph.Node("Relu", [value]),
        Activation.Sigmoid => Graph.Node("Sigmoid", [value]),
        Activation.Tanh => Graph.Node("Tanh", [value]),
        Activation.Softmax => Graph.Node("Softmax", [value], null, Attribute("axis", NetworkLayer.Shape.IsImage ? 1 : -1)),
        Activation.ELU => Graph.Node("Elu", [value], null, Attribute("alpha", 1f)),
        Activation.GELU => Gelu(value),
        Activation.SiLU => Graph.Node("Mul", [value, Graph.Node("Sigmoid", [value])]),
        Activation.Softplus => Graph.Node("Softplus", [value]),
        Activation.ReLU6 => Graph.Node("Clip", [value, Scalar("zero", 0), Scalar("six", 6)]),
        Activation.LeakyReLU => Graph.Node("LeakyRelu", [value], null, Attribute("alpha", 0.2f)),
        Activation.SELU => Graph.Node("Selu", [value]),
        Activation.Exponential => Graph.Node("Exp", [value]),
        Activation.HardSigmoid => Graph.Node("HardSigmoid", [value], null, Attribute("alpha", 1 / 6f), Attribute("beta", 0.5f)),
        Activation.HardSiLU => Graph.Node("HardSwish", [value]),
        // Opset 17 has no Mish of its own.
        Activation.Mish => Graph.Node("Mul", [value, Graph.Node("Tanh", [Graph.Node("Softplus", [value])])]),
        Activation.Softsign => Graph.Node("Softsign", [value]),
        _ => throw new NotSupportedException($"Layer '{NetworkLayer.Name}' ({NetworkLayer.Layer.Kind}): the activation {activation} cannot be written as ONNX."),
    };

    /// <summary>x / 2 (1 + erf(x / sqrt(2))): opset 17 has no Gelu of its own.</summary>
    private string Gelu(string value)
    {
        string scaled = Graph.Node("Mul", [value, Constant("sqrt_half", [MathF.Sqrt(0.5f)])]);
        string shifted = Graph.Node("Add", [Graph.Node("Erf", [scaled]), Constant("one", [1f])]);
        return Graph.Node("Mul", [Graph.Node("Mul", [value, Constant("half", [0.5f])]), shifted]);
    }
}
