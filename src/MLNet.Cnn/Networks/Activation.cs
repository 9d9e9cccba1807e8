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
}
