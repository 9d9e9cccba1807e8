namespace MLNet.Cnn;

/// <summary>The usual initializers, under Keras' names.</summary>
public static class Initializers
{
    /// <summary>Uniform with variance 2 / (in + out): Keras' default for kernels. Source: Glorot and Bengio (2010).</summary>
    public static Initializer GlorotUniform { get; } = new VarianceScalingInitializer(1, Fan.Average, InitialDistribution.Uniform);

    /// <summary>Truncated normal with variance 2 / (in + out). Source: Glorot and Bengio (2010).</summary>
    public static Initializer GlorotNormal { get; } = new VarianceScalingInitializer(1, Fan.Average, InitialDistribution.TruncatedNormal);

    /// <summary>Uniform with variance 2 / in, for layers followed by ReLU. Source: He et al. (2015).</summary>
    public static Initializer HeUniform { get; } = new VarianceScalingInitializer(2, Fan.In, InitialDistribution.Uniform);

    /// <summary>Truncated normal with variance 2 / in, for layers followed by ReLU. Source: He et al. (2015).</summary>
    public static Initializer HeNormal { get; } = new VarianceScalingInitializer(2, Fan.In, InitialDistribution.TruncatedNormal);

    /// <summary>Uniform with variance 1 / in. Source: LeCun et al. (1998).</summary>
    public static Initializer LecunUniform { get; } = new VarianceScalingInitializer(1, Fan.In, InitialDistribution.Uniform);

    /// <summary>Truncated normal with variance 1 / in. Source: LeCun et al. (1998).</summary>
    public static Initializer LecunNormal { get; } = new VarianceScalingInitializer(1, Fan.In, InitialDistribution.TruncatedNormal);

    /// <summary>Every value is 0: Keras' default for biases.</summary>
    public static Initializer Zeros { get; } = new ConstantInitializer(0);

    /// <summary>Every value is 1.</summary>
    public static Initializer Ones { get; } = new ConstantInitializer(1);

    /// <summary>Every value is <paramref name="value"/>.</summary>
    public static Initializer Constant(float value) => new ConstantInitializer(value);

    /// <summary>Normally distributed values.</summary>
    public static Initializer RandomNormal(float mean = 0f, float standardDeviation = 0.05f) =>
        new RandomNormalInitializer(mean, standardDeviation);

    /// <summary>Normally distributed values within two standard deviations of the mean.</summary>
    public static Initializer TruncatedNormal(float mean = 0f, float standardDeviation = 0.05f) =>
        new TruncatedNormalInitializer(mean, standardDeviation);

    /// <summary>Evenly distributed values.</summary>
    public static Initializer RandomUniform(float minimum = -0.05f, float maximum = 0.05f) =>
        new RandomUniformInitializer(minimum, maximum);

    /// <summary>Filters that pass channels on as they are; those beyond the channels are drawn.</summary>
    /// <param name="rest">How those are drawn. Default: <see cref="Zeros"/>.</param>
    public static Initializer Dirac(Initializer? rest = null) => new DiracInitializer(rest ?? Zeros);

    /// <summary>Filters taken from the training images, which whiten the patches that a convolution sees.</summary>
    /// <param name="epsilon">Added to each variance. Default: 5e-4.</param>
    public static Initializer PatchWhitening(double epsilon = 5e-4) => new PatchWhiteningInitializer { Epsilon = epsilon };
}
