namespace MLNet.Cnn;

/// <summary>Running <see cref="BatchNormalization"/> by TensorFlow's fused kernel, with Keras' population variance in the moving statistics.</summary>
internal sealed class BatchNormalizationGraph(BatchNormalization layer, LayerContext context)
{
    private readonly GraphBuilder _graph = context.Graph;
    private readonly GraphVariable _mean = context.Variable("moving_mean")!;
    private readonly GraphVariable _variance = context.Variable("moving_variance")!;

    public Output Build()
    {
        int channels = context.InputShape.Channels;
        bool isImage = context.InputShape.IsImage;
        // The kernel takes images only; everything but the channels is the same to it.
        var x = isImage ? context.Input : _graph.Reshape(context.Input, -1, 1, 1, channels);
        // Keras' rule: a frozen BatchNormalization runs in inference mode even while training.
        bool training = context.Pass.Training && layer.Trainable;
        var empty = _graph.Constant([], 0);
        nint kernel = _graph.Operation("FusedBatchNormV3")
            .Inputs(x, context.Weight("gamma") ?? context.ChannelConstant(_ => 1), context.Weight("beta") ?? context.ChannelConstant(_ => 0))
            .Inputs(training ? empty : _mean.Value, training ? empty : _variance.Value)
            .Set("epsilon", (float)layer.Epsilon)
            .Set("is_training", training)
            .Add();
        if (training)
            Follow(new Output(kernel, 1), new Output(kernel, 2), x);
        var y = new Output(kernel);
        return isImage ? y : _graph.Reshape(y, [-1, .. context.OutputShape.Dimensions]);
    }

    /// <summary>moving -= (moving - batch) (1 - momentum).</summary>
    private void Follow(Output mean, Output variance, Output x)
    {
        // The kernel's variance is the unbiased one: v n / (n - 1), or 0 for a single value.
        var shape = _graph.Operation("Cast").Inputs(_graph.Unary("Shape", x)).Set("DstT", DataType.Float).Result();
        var count = _graph.Reduce("Prod", _graph.Operation("Slice").Inputs(shape, _graph.Integers(0), _graph.Integers(3)).Result(), [0], keepDimensions: false);
        var population = _graph.Multiply(variance, _graph.Divide(_graph.Add(count, -1), count));
        context.Pass.Statistics.Add(Move(_mean, mean));
        context.Pass.Statistics.Add(Move(_variance, population));
    }

    private nint Move(GraphVariable moving, Output batch) =>
        moving.Subtract(_graph.Multiply(_graph.Subtract(moving.Value, batch), 1 - layer.Momentum));
}
