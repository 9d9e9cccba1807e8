namespace MLNet.Cnn;

/// <summary>Steps scaled by running means of the gradient and of its square.</summary>
/// <remarks>Source: Kingma and Ba (2014), <c>keras.optimizers.Adam</c>, whose epsilon stands outside the bias correction.</remarks>
public sealed record Adam : AdamOptimizer
{
    /// <summary>Makes Adam.</summary>
    /// <param name="learningRate">The learning rate. Default: 0.001.</param>
    /// <param name="beta1">How much of the mean gradient is kept at each step. Default: 0.9.</param>
    /// <param name="beta2">How much of the mean squared gradient is kept. Default: 0.999.</param>
    /// <param name="epsilon">Added to the divisor. Default: 1e-7.</param>
    public Adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7)
        : base(learningRate, beta1, beta2, epsilon)
    {
    }
}
