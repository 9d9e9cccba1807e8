namespace MLNet.Cnn;

/// <summary>Adam with decoupled weight decay.</summary>
/// <remarks>Source: Loshchilov and Hutter (2017), <c>keras.optimizers.AdamW</c>.</remarks>
public sealed record AdamW : AdamOptimizer
{
    /// <summary>Makes AdamW.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.001.</param>
    /// <param name="weightDecay">The share of each weight taken off at every step, times the learning rate. Default: 0.004.</param>
    /// <param name="beta1">How much of the mean gradient is kept at each step. Default: 0.9.</param>
    /// <param name="beta2">How much of the mean squared gradient is kept. Default: 0.999.</param>
    /// <param name="epsilon">Added to the divisor. Default: 1e-7.</param>
    public AdamW(double learningRate = 0.001, double weightDecay = 0.004, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(learningRate, beta1, beta2, epsilon) => WeightDecay = weightDecay;
}
