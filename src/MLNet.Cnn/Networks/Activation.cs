namespace MLNet.Cnn;

/// <summary>A function applied to every value of a layer's output (Keras: <c>keras.activations</c>).</summary>
public enum Activation
{
    /// <summary>x: no activation.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    ReLU,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>exp(x) over the sum of exp along the last dimension: probabilities.</summary>
    Softmax,

    /// <summary>x for x above 0, exp(x) - 1 below (alpha is 1).</summary>
    ELU,

    /// <summary>x times the normal distribution function of x, exactly (by erf), as Keras does by default.</summary>
    GELU,

    /// <summary>x times sigmoid(x), also called swish.</summary>
    SiLU,

    /// <summary>log(1 + exp(x)).</summary>
    Softplus,

    /// <summary>max(x, 0), but at most 6.</summary>
    ReLU6,

    /// <summary>x above 0, 0.2 x below (the slope of <c>keras.activations.leaky_relu</c>; the layer <see cref="MLNet.Cnn.LeakyReLU"/> has 0.3).</summary>
    LeakyReLU,

    /// <summary>An ELU with the scale 1.0507 and the alpha 1.6733, which keep mean 0 and variance 1 (Klambauer et al., 2017).</summary>
    SELU,

    /// <summary>exp(x).</summary>
    Exponential,

    /// <summary>x / 6 + 0.5, cut off below 0 and above 1.</summary>
    HardSigmoid,

    /// <summary>x times the hard sigmoid of x, also called hard swish.</summary>
    HardSiLU,

    /// <summary>x times tanh(softplus(x)).</summary>
    Mish,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,
}
