namespace MLNet.Cnn;

/// <summary>The cross-entropy of one image, for evaluation outside the engine.</summary>
internal static class CrossEntropy
{
    /// <summary>-log softmax(logits)[label], and whether the label has the largest logit.</summary>
    public static (double Loss, bool IsCorrect) Of(ReadOnlySpan<float> logits, int label)
    {
        int best = 0;
        for (int i = 1; i < logits.Length; i++)
        {
            if (logits[i] > logits[best])
                best = i;
        }
        double sum = 0;
        foreach (float logit in logits)
            sum += Math.Exp(logit - (double)logits[best]);
        return (Math.Log(sum) + logits[best] - logits[label], best == label);
    }
}
