namespace MLNet.Cnn;

/// <summary>Keras' names of activations (keras/src/activations).</summary>
internal static class KerasActivations
{
    /// <summary>The activation that a layer names.</summary>
    /// <exception cref="NotSupportedException">It is unknown; the message names the layer.</exception>
    public static Activation Of(KerasLayerConfig config, string member = "activation") => config.ActivationName(member) switch
    {
        "linear" => Activation.Linear,
        "relu" => Activation.ReLU,
        "sigmoid" => Activation.Sigmoid,
        "tanh" => Activation.Tanh,
        "softmax" => Activation.Softmax,
        "elu" => Activation.ELU,
        "gelu" => Activation.GELU,
        "silu" or "swish" => Activation.SiLU,
        "softplus" => Activation.Softplus,
        "relu6" => Activation.ReLU6,
        "leaky_relu" => Activation.LeakyReLU,
        "selu" => Activation.SELU,
        "exponential" => Activation.Exponential,
        "hard_sigmoid" => Activation.HardSigmoid,
        "hard_silu" or "hard_swish" => Activation.HardSiLU,
        "mish" => Activation.Mish,
        "softsign" => Activation.Softsign,
        var other => throw config.Unsupported(member, $"\"{other}\""),
    };
}
