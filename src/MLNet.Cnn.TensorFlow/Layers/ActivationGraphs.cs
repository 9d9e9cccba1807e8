namespace MLNet.Cnn;

/// <summary>The activations, by Keras' formulas (keras/src/backend/tensorflow/nn.py).</summary>
internal static class ActivationGraphs
{
    public static Output Apply(GraphBuilder graph, Output x, Activation activation) => activation switch
    {
        Activation.Linear => x,
        Activation.ReLU => graph.Relu(x),
        Activation.Sigmoid => graph.Unary("Sigmoid", x),
        Activation.Tanh => graph.Unary("Tanh", x),
        Activation.Softmax => graph.Unary("Softmax", x),
        Activation.ELU => graph.Unary("Elu", x),
        Activation.GELU => Gelu(graph, x),
        Activation.SiLU => graph.Multiply(x, graph.Unary("Sigmoid", x)),
        Activation.Softplus => graph.Unary("Softplus", x),
        Activation.ReLU6 => graph.Unary("Relu6", x),
        Activation.LeakyReLU => RectifierGraphs.Leaky(graph, x, 0.2),
        Activation.SELU => graph.Unary("Selu", x),
        Activation.Exponential => graph.Unary("Exp", x),
        Activation.HardSigmoid => HardSigmoid(graph, x),
        Activation.HardSiLU => graph.Multiply(x, HardSigmoid(graph, x)),
        Activation.Mish => graph.Multiply(x, graph.Unary("Tanh", graph.Unary("Softplus", x))),
        Activation.Softsign => graph.Unary("Softsign", x),
        _ => throw new NotSupportedException($"The TensorFlow engine does not know the activation {activation}."),
    };

    /// <summary>x (1 + erf(x / sqrt(2))) / 2.</summary>
    private static Output Gelu(GraphBuilder graph, Output x) =>
        graph.Multiply(graph.Multiply(x, 0.5), graph.Add(graph.Unary("Erf", graph.Multiply(x, 1 / Math.Sqrt(2))), 1));

    /// <summary>ReLU6(x + 3) / 6.</summary>
    private static Output HardSigmoid(GraphBuilder graph, Output x) => graph.Multiply(graph.Unary("Relu6", graph.Add(x, 3)), 1.0 / 6);
}
