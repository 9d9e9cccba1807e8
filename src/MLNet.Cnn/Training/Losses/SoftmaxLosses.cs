using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>Losses of the softmax of an image's logits: each gives the loss and fills in the gradient by the logits.</summary>
internal static class SoftmaxLosses
{
    // keras.backend.epsilon(): what Keras keeps probabilities away from 0 by.
    private const float Epsilon = 1e-7f;

    /// <summary>-sum(t log softmax(x)), whose gradient is softmax(x) sum(t) - t.</summary>
    public static double Crossentropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
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

    /// <summary>
    /// -sum(alpha (1 - p)^gamma t log p). With h = alpha t (gamma p (1 - p)^(gamma - 1) log p - (1 - p)^gamma), which is p times the derivative by p,
    /// the gradient by the logits is h - p sum(h).
    /// </summary>
    public static double Focal(CategoricalFocalCrossentropy loss, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double largest = TensorPrimitives.Max(logits), exponentials = 0;
        foreach (float logit in logits)
            exponentials += Math.Exp(logit - largest);
        double logOfSum = largest + Math.Log(exponentials), value = 0, sum = 0;
        Span<double> probabilities = new double[logits.Length], slopes = new double[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            double log = logits[i] - logOfSum, p = Math.Exp(log), rest = Math.Max(1 - p, Epsilon);
            double weight = loss.Alpha * targets[i], focus = Math.Pow(rest, loss.Gamma);
            value -= weight * focus * log;
            probabilities[i] = p;
            slopes[i] = weight * (loss.Gamma * p * focus / rest * log - focus);
            sum += slopes[i];
        }
        for (int i = 0; i < logits.Length; i++)
            gradient[i] = (float)(slopes[i] - probabilities[i] * sum);
        return value;
    }

    /// <summary>sum(t log(t / softmax(x))): the cross-entropy less the targets' own entropy.</summary>
    public static double Divergence(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        var clipped = new float[targets.Length];
        double negentropy = 0;
        for (int i = 0; i < clipped.Length; i++)
        {
            clipped[i] = Math.Clamp(targets[i], Epsilon, 1);
            negentropy += clipped[i] * Math.Log(clipped[i]);
        }
        return Crossentropy(logits, clipped, gradient) + negentropy;
    }
}
