using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>The loss of a batch and its gradient by the logits: where the backward pass begins.</summary>
/// <remarks>
/// A few numbers an image, so it is computed here and not by the engine, whose every small operator (a dozen forward and back)
/// costs more than this whole computation.
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
        {
            var row = new Range(image * outputs, (image + 1) * outputs);
            float weight = batch.Weights is { } weights ? weights.Span[image] : 1;
            sum += weight * OfImage(loss, logits[row], batch.Targets.Span[row], gradient[row]);
            TensorPrimitives.Multiply(gradient[row], weight / count, gradient[row]);
        }
        return sum / count;
    }

    private static double OfImage(Loss loss, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient) => loss switch
    {
        CategoricalCrossentropy { LabelSmoothing: 0 } => Crossentropy(logits, targets, gradient),
        CategoricalCrossentropy { LabelSmoothing: var smoothing } => Crossentropy(logits, Smooth(targets, smoothing), gradient),
        _ => throw new NotSupportedException($"The loss {loss.GetType().Name} is not known."),
    };

    /// <summary>t (1 - smoothing) + smoothing / outputs.</summary>
    private static float[] Smooth(ReadOnlySpan<float> targets, double smoothing)
    {
        var smooth = new float[targets.Length];
        TensorPrimitives.Multiply(targets, (float)(1 - smoothing), smooth);
        TensorPrimitives.Add(smooth, (float)(smoothing / targets.Length), smooth);
        return smooth;
    }

    /// <summary>-sum(t log softmax(x)), whose gradient is softmax(x) sum(t) - t.</summary>
    private static double Crossentropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        float largest = TensorPrimitives.Max(logits), total = TensorPrimitives.Sum(targets);
        double sum = 0, target = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            float shifted = logits[i] - largest;
            target += targets[i] * (double)shifted;
            gradient[i] = MathF.Exp(shifted);
            sum += gradient[i];
        }
        TensorPrimitives.Multiply(gradient, (float)(total / sum), gradient);
        TensorPrimitives.Subtract(gradient, targets, gradient);
        return total * Math.Log(sum) - target;
    }
}
