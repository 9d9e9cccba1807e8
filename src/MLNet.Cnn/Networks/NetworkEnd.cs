namespace MLNet.Cnn;

/// <summary>How a network ends, and so what its outputs mean: logits, a softmax or sigmoids.</summary>
internal static class NetworkEnd
{
    /// <summary>Whether the output is probabilities that go with each other.</summary>
    public static bool EndsInSoftmax(this Network network) => EndsIn(network.Layers[^1].Layer, Activation.Softmax);

    /// <summary>Whether each output is a probability for itself.</summary>
    public static bool EndsInSigmoid(this Network network) => EndsIn(network.Layers[^1].Layer, Activation.Sigmoid);

    /// <summary>Whether each logit becomes a score by a sigmoid: at the network's end, or because a single output has nothing to go with in a softmax.</summary>
    public static bool ScoresBySigmoid(this Network network) =>
        network.EndsInSigmoid() || (network.OutputShape.Size == 1 && !network.EndsInSoftmax());

    /// <summary>The number of classes: one for each output, but a single output that is scored by a sigmoid tells the second of two classes from the first.</summary>
    public static int ClassCount(this Network network) =>
        network.OutputShape.Size == 1 && network.ScoresBySigmoid() ? 2 : network.OutputShape.Size;

    /// <summary>The network that gives logits: a final softmax or sigmoid is taken off. Weights keep their paths.</summary>
    public static Network ToLogits(this Network network)
    {
        if (!network.EndsInSoftmax() && !network.EndsInSigmoid())
            return network;
        var last = network.Layers[^1];
        var symbols = network.ToSymbols(layer => layer == last && layer.Layer is Dense dense ? dense with { Activation = Activation.Linear } : layer.Layer);
        var output = last.Layer is Dense ? symbols[^1] : symbols[^1].Inputs[0];
        return new Network(symbols[0], output, network.Name);
    }

    private static bool EndsIn(Layer last, Activation activation) => last switch
    {
        Softmax => activation == Activation.Softmax,
        ActivationLayer { Function: var function } => function == activation,
        Dense { Activation: var function } => function == activation,
        _ => false,
    };
}
