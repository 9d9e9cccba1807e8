using System.Numerics.Tensors;

namespace MLNet.Cnn;

/// <summary>The hinge loss of an image's outputs: gives the loss and fills in the gradient.</summary>
internal static class HingeLoss
{
    /// <summary>max(max((1 - t) x) - sum(t x) + 1, 0).</summary>
    public static double Categorical(ReadOnlySpan<float> outputs, ReadOnlySpan<float> targets, Span<float> gradient)
    {
        int best = 0;
        for (int i = 1; i < outputs.Length; i++)
        {
            if ((1 - targets[i]) * outputs[i] > (1 - targets[best]) * outputs[best])
                best = i;
        }
        double loss = (1 - targets[best]) * outputs[best] - TensorPrimitives.Dot(outputs, targets) + 1;
        gradient.Clear();
        if (loss <= 0)
            return 0;
        TensorPrimitives.Negate(targets, gradient);
        gradient[best] += 1 - targets[best];
        return loss;
    }
}
