using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Running <see cref="BatchNormalization"/>, with Keras' population variance in the moving statistics.</summary>
internal sealed class BatchNormalizationOperator(BatchNormalization layer, OperatorContext context)
{
    private readonly Tensor? _gamma = context.Weight("gamma");
    private readonly Tensor? _beta = context.Weight("beta");
    private readonly Tensor _mean = context.Weight("moving_mean")!;
    private readonly Tensor _variance = context.Weight("moving_variance")!;
    private readonly Tensor _batchMean = context.Constant(new float[context.InputShape.Channels], context.InputShape.Channels);
    private readonly Tensor _batchVariance = context.Constant(new float[context.InputShape.Channels], context.InputShape.Channels);

    public Tensor Run(ReadOnlySpan<Tensor> inputs, TorchPass pass)
    {
        var x = inputs[0];
        // Keras' rule: a frozen BatchNormalization runs in inference mode even while training.
        if (!pass.Training || !layer.Trainable)
            return Normalize(x, _mean, _variance, training: false, 0);
        long perChannel = x.numel() / context.InputShape.Channels;
        if (perChannel == 1)
            return RunOnSingleValue(x, pass);
        // With momentum 1 libtorch writes the batch's own mean and unbiased variance over what stands here.
        var y = Normalize(x, _batchMean, _batchVariance, training: true, momentum: 1);
        if (pass.UpdateStatistics)
            Follow(_batchMean, _batchVariance, (perChannel - 1.0) / perChannel);
        return y;
    }

    /// <summary>Moves the moving statistics towards those of a batch.</summary>
    /// <param name="mean">The batch's mean.</param>
    /// <param name="variance">The batch's variance.</param>
    /// <param name="correction">Turns that variance into the population variance, by which Keras moves.</param>
    private void Follow(Tensor mean, Tensor variance, double correction)
    {
        using var quiet = no_grad();
        // Numbers become native objects. Left to the collector, they would lie between the large blocks of a step and keep them from being given back.
        using Scalar kept = layer.Momentum, share = 1 - layer.Momentum, varianceShare = (1 - layer.Momentum) * correction;
        _mean.mul_(kept).add_(mean, share);
        _variance.mul_(kept).add_(variance, varianceShare);
    }

    private Tensor Normalize(Tensor x, Tensor mean, Tensor variance, bool training, double momentum) =>
        nn.functional.batch_norm(x, mean, variance, _gamma, _beta, training, momentum, layer.Epsilon);

    /// <summary>One value a channel: its mean is itself and its variance 0, where libtorch's unbiased variance would be 0 / 0.</summary>
    private Tensor RunOnSingleValue(Tensor x, TorchPass pass)
    {
        using var zero = zeros_like(_mean);
        if (pass.UpdateStatistics)
        {
            using var value = x.detach().flatten();
            Follow(value, zero, 1);
        }
        using var centered = x.sub(x);
        return Normalize(centered, zero, zero, training: false, 0);
    }
}
