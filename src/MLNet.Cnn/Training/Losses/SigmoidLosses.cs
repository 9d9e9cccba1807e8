namespace MLNet.Cnn;

/// <summary>Losses of the sigmoid of each of an image's logits, averaged over them: each gives the loss and fills in the gradient by the logits.</summary>
internal static class SigmoidLosses
{
    // keras.backend.epsilon(): what Keras keeps probabilities away from 1 by.
    private const double Epsilon = 1e-7;

    /// <summary>The mean of -t log p - (1 - t) log(1 - p), whose gradient is (p - t) / outputs.</summary>
    public static double Crossentropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            sum += OfLogit(logits[i], targets[i]);
            gradient[i] = (float)((Sigmoid(logits[i]) - targets[i]) / logits.Length);
        }
        return sum / logits.Length;
    }

    /// <summary>The mean of w (1 - q)^gamma times the cross-entropy, with q = t p + (1 - t)(1 - p).</summary>
    public static double Focal(BinaryFocalCrossentropy loss, ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double t = targets[i], p = Sigmoid(logits[i]), entropy = OfLogit(logits[i], t);
            double weight = loss.ApplyClassBalancing ? t * loss.Alpha + (1 - t) * (1 - loss.Alpha) : 1;
            double rest = Math.Max(1 - (t * p + (1 - t) * (1 - p)), Epsilon), focus = Math.Pow(rest, loss.Gamma);
            sum += weight * focus * entropy;
            // The derivative of 1 - q by the logit is (1 - 2t) p (1 - p).
            double slope = focus * (p - t) + entropy * loss.Gamma * focus / rest * (1 - 2 * t) * p * (1 - p);
            gradient[i] = (float)(weight * slope / logits.Length);
        }
        return sum / logits.Length;
    }

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));

    /// <summary>The cross-entropy of one output, without a logarithm of something that may be 0.</summary>
    private static double OfLogit(double logit, double target) =>
        Math.Max(logit, 0) - logit * target + double.LogP1(Math.Exp(-Math.Abs(logit)));
}
