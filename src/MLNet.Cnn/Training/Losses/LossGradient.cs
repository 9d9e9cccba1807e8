using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>The loss of a batch and its gradient by the logits: where the backward pass begins.</summary>
/// <remarks>
/// A few numbers an image, so it is computed here and not by the engine, whose every small operator (a dozen forward and back)
/// costs more than this whole computation. So an engine knows no losses.
/// </remarks>
internal static class LossGradient
{
    /// <summary>The mean over the images of the loss times the image's weight: Keras' <c>sum_over_batch_size</c>.</summary>
    /// <param name="loss">The definition.</param>
    /// <param name="logits">(count, outputs).</param>
    /// <param name="batch">The targets, and the weights if there are any.</param>
    /// <param name="gradient">Receives the gradient: (count, outputs).</param>
    public static double Compute(Loss loss, ReadOnlySpan<float> logits, TrainingBatch batch, Span<float> gradient)
    {
        int count = batch.Images.Count, outputs = logits.Length / count;
        double sum = 0;
        for (int image = 0; image < count; image++)
            sum += OfImage(loss, logits.Slice(image * outputs, outputs), batch, image, gradient.Slice(image * outputs, outputs));
        return sum / count;
    }

    /// <summary>What one image adds to the batch's sum of losses; fills in the gradient of the mean by its logits.</summary>
    /// <param name="loss">The definition.</param>
    /// <param name="logits">The image's logits.</param>
    /// <param name="batch">The targets, and the weights if there are any.</param>
    /// <param name="image">The image, counted from 0 in the batch.</param>
    /// <param name="gradient">Receives the gradient.</param>
    public static double OfImage(Loss loss, ReadOnlySpan<float> logits, TrainingBatch batch, int image, Span<float> gradient)
    {
        float weight = batch.Weights is { } weights ? weights.Span[image] : 1;
        double value = weight * OfImage(loss, logits, batch.Targets.Span.Slice(image * logits.Length, logits.Length), gradient);
        TensorPrimitives.Multiply(gradient, weight / batch.Images.Count, gradient);
        return value;
    }

    private static double OfImage(Loss loss, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient) => loss switch
    {
        CategoricalCrossentropy { LabelSmoothing: var smoothing } =>
            SoftmaxLosses.Crossentropy(logits, Smooth(targets, smoothing, 1.0 / targets.Length), gradient),
        CategoricalFocalCrossentropy focal =>
            SoftmaxLosses.Focal(focal, logits, Smooth(targets, focal.LabelSmoothing, 1.0 / targets.Length), gradient),
        KLDivergence => SoftmaxLosses.Divergence(logits, targets, gradient),
        CategoricalHinge => HingeLoss.Categorical(logits, targets, gradient),
        BinaryCrossentropy { LabelSmoothing: var smoothing } => SigmoidLosses.Crossentropy(logits, Smooth(targets, smoothing, 0.5), gradient),
        BinaryFocalCrossentropy focal => SigmoidLosses.Focal(focal, logits, Smooth(targets, focal.LabelSmoothing, 0.5), gradient),
        _ => throw new NotSupportedException($"The loss {loss.GetType().Name} cannot be computed."),
    };

    /// <summary>t (1 - smoothing) + smoothing times what knows nothing.</summary>
    private static ReadOnlySpan<float> Smooth(ReadOnlySpan<float> targets, double smoothing, double ignorance)
    {
        if (smoothing == 0)
            return targets;
        var smooth = new float[targets.Length];
        TensorPrimitives.Multiply(targets, (float)(1 - smoothing), smooth);
        TensorPrimitives.Add(smooth, (float)(smoothing * ignorance), smooth);
        return smooth;
    }
}
