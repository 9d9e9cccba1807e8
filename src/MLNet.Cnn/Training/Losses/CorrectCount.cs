using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>How many images a network got right.</summary>
internal static class CorrectCount
{
    /// <summary>The images whose largest output stands where the target has its largest; of a single output, those whose logit has the sign that the target asks for.</summary>
    /// <param name="logits">(count, outputs).</param>
    /// <param name="targets">(count, outputs).</param>
    /// <param name="outputs">Outputs of an image.</param>
    public static int Of(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets, int outputs)
    {
        int correct = 0;
        if (outputs == 1)
        {
            for (int i = 0; i < logits.Length; i++)
                correct += (logits[i] > 0) == (targets[i] > 0.5f) ? 1 : 0;
            return correct;
        }
        for (int start = 0; start < logits.Length; start += outputs)
        {
            if (TensorPrimitives.IndexOfMax(logits.Slice(start, outputs)) == TensorPrimitives.IndexOfMax(targets.Slice(start, outputs)))
                correct++;
        }
        return correct;
    }
}
