namespace MLNet.Cnn.Tests;

/// <summary>Normalizations of ONNX in our layers.</summary>
internal static class OnnxNormalizationNodes
{
    private const float DefaultEpsilon = 1e-5f;

    /// <summary>In inference, or one pass in training mode with the moving statistics that it leaves.</summary>
    public static NodeTranslation Batch(OnnxNode node)
    {
        var input = node.Input(0).Rank == 2 ? node.Input(0) : node.Input(0).ToImages();
        var expected = node.Output().Rank == 2 ? node.Output() : node.Output().ToImages();
        // Before version 7 the node trained unless it was told not to.
        bool trains = node.Opset < 7 ? node.Whole("is_test", 0) == 0 : node.Whole("training_mode", 0) == 1;
        var layer = new BatchNormalization { Name = "layer", Epsilon = node.Number("epsilon", DefaultEpsilon), Momentum = node.Number("momentum", 0.9f) };
        return NodeTranslation.Of(input, expected, [layer],
            ("layer/gamma", node.Input(1).Data), ("layer/beta", node.Input(2).Data), ("layer/moving_mean", node.Input(3).Data), ("layer/moving_variance", node.Input(4).Data)) with
        {
            After = trains ? [("layer/moving_mean", node.Output(1).Data), ("layer/moving_variance", node.Output(2).Data)] : [],
        };
    }

    /// <summary>What lies behind the axis is a vector, what lies before it are examples.</summary>
    public static NodeTranslation Layer(OnnxNode node)
    {
        int axis = node.Axis(-1, node.Input(0).Rank), size = Tensor.SizeOf(node.Input(0).Dims[axis..]);
        var layer = new LayerNormalization { Name = "layer", Epsilon = node.Number("epsilon", DefaultEpsilon), Center = node.Has(2) };
        return NodeTranslation.Of(node.Input(0).Reshape(-1, size), node.Output().Reshape(-1, size), [layer],
            [("layer/gamma", node.Input(1).Data), .. node.Has(2) ? [("layer/beta", node.Input(2).Data)] : Array.Empty<(string, float[])>()]);
    }

    /// <summary>A normalization of each channel of each image (InstanceNormalization) is one with as many groups as channels.</summary>
    public static NodeTranslation Group(OnnxNode node, int groups)
    {
        var layer = new GroupNormalization { Name = "layer", Groups = groups, Epsilon = node.Number("epsilon", DefaultEpsilon) };
        return NodeTranslation.Of(node.Input(0).ToImages(), node.Output().ToImages(), [layer], ("layer/gamma", node.Input(1).Data), ("layer/beta", node.Input(2).Data));
    }
}
