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
        if (pass.Sum is not null)
            return RunTogether(x, perChannel, pass);
        if (perChannel == 1)
            return RunOnSingleValue(x, pass);
        // With momentum 1 libtorch writes the batch's own mean and unbiased variance over what stands here.
        var y = Normalize(x, _batchMean, _batchVariance, training: true, momentum: 1);
        if (pass.UpdateStatistics)
            Follow(_batchMean, _batchVariance, (perChannel - 1.0) / perChannel, pass.Share);
        return y;
    }

    /// <summary>Mean and variance over the batches of all sessions that share a sum; in float64, because a sum of squares has many terms.</summary>
    private Tensor RunTogether(Tensor x, long perChannel, TorchPass pass)
    {
        long[] others = x.dim() == 4 ? [0, 2, 3] : [0];
        long[] wide = x.dim() == 4 ? [1, -1, 1, 1] : [1, -1];
        double[] counted = [perChannel];
        pass.Sum!(counted);
        var count = tensor(counted, device: x.device);
        var values = x.to(ScalarType.Float64);
        var mean = SharedSum.apply(values.sum(others), pass.Sum).div(count);
        var centered = values.sub(mean.view(wide));
        var variance = SharedSum.apply(centered.Squared().sum(others), pass.Sum).div(count);
        if (pass.UpdateStatistics)
            Follow(mean.detach().to(ScalarType.Float32), variance.detach().to(ScalarType.Float32), 1, pass.Share);
        using Scalar epsilon = layer.Epsilon;
        var y = centered.mul(variance.Plus(epsilon).rsqrt().view(wide)).to(ScalarType.Float32);
        if (_gamma is not null)
            y = y.mul(_gamma.view(wide));
        if (_beta is not null)
            y = y.Plus(_beta.view(wide));
        return y.to(x.dtype);
    }

    /// <summary>Moves the statistics towards those of a batch: by the momentum, or so that they are those of all batches so far together.</summary>
    /// <param name="mean">The batch's mean.</param>
    /// <param name="variance">The batch's variance.</param>
    /// <param name="correction">Turns that variance into the population variance, by which Keras moves.</param>
    /// <param name="share">The batch's share of all so far, or <see langword="null"/> to move by the momentum.</param>
    private void Follow(Tensor mean, Tensor variance, double correction, double? share)
    {
        using var quiet = no_grad();
        if (share is not null)
        {
            Pool(mean, variance, correction, share.Value);
            return;
        }
        // Numbers become native objects. Left to the collector, they would lie between the large blocks of a step and keep them from being given back.
        using Scalar kept = layer.Momentum, meanShare = 1 - layer.Momentum, varianceShare = (1 - layer.Momentum) * correction;
        _mean.mul_(kept).add_(mean, meanShare);
        _variance.mul_(kept).add_(variance, varianceShare);
    }

    /// <summary>Mean and variance of two sets together: Chan, Golub and LeVeque (1979).</summary>
    private void Pool(Tensor mean, Tensor variance, double correction, double share)
    {
        using Scalar kept = 1 - share, part = share, variancePart = share * correction, between = share * (1 - share);
        if (share == 1)
        {
            // What stood there before must leave no trace, not even of rounding.
            _mean.zero_();
            _variance.zero_();
        }
        using var difference = mean.sub(_mean);
        _mean.add_(difference, part);
        using var square = difference.Squared();
        _variance.mul_(kept).add_(variance, variancePart).add_(square, between);
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
            Follow(value, zero, 1, pass.Share);
        }
        using var centered = x.sub(x);
        return Normalize(centered, zero, zero, training: false, 0);
    }
}
