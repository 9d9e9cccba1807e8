using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>The losses.</summary>
internal static class LossOperators
{
    /// <summary>The mean over the images of the loss times the image's weight: Keras' <c>sum_over_batch_size</c>.</summary>
    /// <param name="loss">The definition.</param>
    /// <param name="logits">(count, outputs).</param>
    /// <param name="targets">(count, outputs).</param>
    /// <param name="weights">One number an image, or none.</param>
    public static Tensor Compute(Loss loss, Tensor logits, Tensor targets, ReadOnlyMemory<float>? weights)
    {
        var perImage = loss switch
        {
            CategoricalCrossentropy { LabelSmoothing: 0 } => logits.log_softmax(1).mul(targets).sum(1).neg_(),
            CategoricalCrossentropy { LabelSmoothing: var smoothing } =>
                logits.log_softmax(1).mul(targets.mul(1 - smoothing).add_(smoothing / targets.shape[1])).sum(1).neg_(),
            _ => throw new NotSupportedException($"The TorchSharp engine does not know the loss {loss.GetType().Name}."),
        };
        return weights is null ? perImage.mean() : perImage.mul(TensorConversions.FromMemory(weights.Value, perImage.shape)).mean();
    }
}
