namespace MLNet.Cnn.Tests;

/// <summary>Nodes that work on each number for itself, or nearly so, in our layers.</summary>
internal static class OnnxActivationNodes
{
    /// <summary>An activation in each way that gives it.</summary>
    public static IReadOnlyList<NodeTranslation> Elementwise(OnnxNode node)
    {
        Layer[][] ways = node.Operator switch
        {
            "Identity" => Ways(Activation.Linear),
            "Relu" => [[new ReLU()], [new ActivationLayer(Activation.ReLU)]],
            "Sigmoid" => Ways(Activation.Sigmoid),
            "Tanh" => Ways(Activation.Tanh),
            "Softplus" => Ways(Activation.Softplus),
            "Softsign" => Ways(Activation.Softsign),
            "HardSwish" => Ways(Activation.HardSiLU),
            "Mish" => Ways(Activation.Mish),
            "Exp" => Ways(Activation.Exponential),
            "Swish" when node.Number("alpha", 1) == 1 => Ways(Activation.SiLU),
            "Gelu" when node.Text("approximate", "none") == "none" => Ways(Activation.GELU),
            "Gelu" => throw new NotSupportedException("it is the approximation by tanh, our GELU the exact one"),
            "LeakyRelu" => [[new LeakyReLU(node.Number("alpha", 0.01f))]],
            "Elu" => [[new ELU(node.Number("alpha", 1))]],
            // alpha (exp(x / alpha) - 1) below 0.
            "Celu" => [[new Rescaling(1 / (double)node.Number("alpha", 1)), new ELU(1), new Rescaling(node.Number("alpha", 1))]],
            "Selu" => Selu(node),
            "HardSigmoid" => HardSigmoid(node),
            "ThresholdedRelu" => [[new ReLU { Threshold = node.Number("alpha", 1) }]],
            _ => throw new NotSupportedException($"no layer computes {node.Operator}"),
        };
        return [.. ways.Select(layers => NodeTranslation.Of(AsOne(node.Input(0)), AsOne(node.Output()), layers))];
    }

    /// <summary>Along one axis, which becomes the last; before version 13 along all from the axis on.</summary>
    public static NodeTranslation Softmax(OnnxNode node)
    {
        var (input, expected) = (node.Input(0), node.Output());
        int axis = node.Axis(node.Opset < 13 ? 1 : -1, input.Rank);
        if (node.Opset < 13)
        {
            int size = Tensor.SizeOf(input.Dims[axis..]);
            return NodeTranslation.Of(input.Reshape(-1, size), expected.Reshape(-1, size), [new Softmax()]);
        }
        return NodeTranslation.Of(input.ToLast(axis).Reshape(-1, input.Dims[axis]), expected.ToLast(axis).Reshape(-1, input.Dims[axis]), [new Softmax()]);
    }

    /// <summary>A ReLU between two shifts that bring the lower bound, or the upper one turned over, to 0.</summary>
    public static NodeTranslation Clip(OnnxNode node)
    {
        float? lower = node.Has(1) ? node.Inputs[1]!.Values.Data[0] : null, upper = node.Has(2) ? node.Inputs[2]!.Values.Data[0] : null;
        if (lower > upper)
            throw new NotSupportedException("its lower bound lies above its upper one, which a ReLU refuses");
        Layer[] layers = (lower, upper) switch
        {
            (null, null) => [new ActivationLayer(Activation.Linear)],
            (null, { } most) => [new Rescaling(-1, most), new ReLU(), new Rescaling(-1, most)],
            ({ } least, _) => [new Rescaling(1, -least), new ReLU { MaxValue = upper - least }, new Rescaling(1, least)],
        };
        // Whole numbers are no more than cut off.
        return NodeTranslation.Of(AsOne(node.Inputs[0]!.Values), AsOne(node.Outputs[0].Values), layers);
    }

    /// <summary>The slopes are those of one example where the node's are shared, 1 standing for each direction that shares one.</summary>
    public static NodeTranslation PRelu(OnnxNode node)
    {
        var (input, slope, expected) = (node.Input(0), node.Input(1), node.Output());
        if (node.Opset < 7 && slope.Data.Length > 1)
        {
            // One number a channel.
            return NodeTranslation.Of(input.ToImages(), expected.ToImages(), [new PReLU { Name = "layer", ShareHeight = true, ShareWidth = true }], ("layer/alpha", slope.Data));
        }
        if (input.Rank == 4)
            (input, expected) = (input.ToImages(), expected.ToImages());
        else
            (input, expected) = (input.Reshape([1, .. Enumerable.Repeat(1, 3 - input.Rank), .. input.Dims]), expected.Reshape([1, .. Enumerable.Repeat(1, 3 - expected.Rank), .. expected.Dims]));
        int[] dims = [.. Enumerable.Repeat(1, 3 - slope.Rank), .. slope.Dims];
        if (node.Input(0).Rank == 4 && slope.Data.Length > 1)
            throw new NotSupportedException("its slopes run along other directions than those of images");
        var layer = new PReLU { Name = "layer", ShareHeight = dims[0] == 1, ShareWidth = dims[1] == 1, ShareChannels = dims[2] == 1 };
        return NodeTranslation.Of(input, expected, [layer], ("layer/alpha", slope.Data));
    }

    /// <summary>Numbers as they are: in inference, or in training with the rate 0.</summary>
    public static NodeTranslation Dropout(OnnxNode node)
    {
        bool trains = node.Has(2) && node.Inputs[2]!.Values.Data[0] != 0;
        double rate = node.Has(1) ? node.Inputs[1]!.Values.Data[0] : node.Number("ratio", 0.5f);
        if (trains && rate != 0)
            throw new NotSupportedException("it draws its random numbers by another generator");
        return NodeTranslation.Of(AsOne(node.Input(0)), AsOne(node.Output()), [new Dropout(rate)]);
    }

    // The constants of Klambauer et al. are those of Keras.
    private static Layer[][] Selu(OnnxNode node)
    {
        var (alpha, gamma) = (node.Number("alpha", 1.67326319f), node.Number("gamma", 1.05070102f));
        Layer[] asElu = [new ELU(alpha), new Rescaling(gamma)];
        return alpha == 1.67326319f && gamma == 1.05070102f ? [asElu, [new ActivationLayer(Activation.SELU)]] : [asElu];
    }

    private static Layer[][] HardSigmoid(OnnxNode node) =>
        [[new Rescaling(node.Number("alpha", 0.2f), node.Number("beta", 0.5f)), new ReLU { MaxValue = 1 }]];

    private static Layer[][] Ways(Activation activation) => [[new ActivationLayer(activation)]];

    /// <summary>Everything as one example, a vector: numbers that stand each for itself know no dimensions.</summary>
    private static Tensor AsOne(Tensor tensor) => tensor.Reshape(1, -1);
}
