namespace MLNet.Cnn;

/// <summary>Keras' names of activations (keras/src/activations).</summary>
internal static class KerasActivations
{
    /// <summary>Each activation with its name in Keras 3.</summary>
    private static readonly Dictionary<Activation, string> Names = new()
    {
        [Activation.Linear] = "linear",
        [Activation.ReLU] = "relu",
        [Activation.Sigmoid] = "sigmoid",
        [Activation.Tanh] = "tanh",
        [Activation.Softmax] = "softmax",
        [Activation.ELU] = "elu",
        [Activation.GELU] = "gelu",
        [Activation.SiLU] = "silu",
        [Activation.Softplus] = "softplus",
        [Activation.ReLU6] = "relu6",
        [Activation.LeakyReLU] = "leaky_relu",
        [Activation.SELU] = "selu",
        [Activation.Exponential] = "exponential",
        [Activation.HardSigmoid] = "hard_sigmoid",
        [Activation.HardSiLU] = "hard_silu",
        [Activation.Mish] = "mish",
        [Activation.Softsign] = "softsign",
    };

    private static readonly Dictionary<string, Activation> ByName = new(Names.Select(pair => KeyValuePair.Create(pair.Value, pair.Key)))
    {
        ["swish"] = Activation.SiLU,
        ["hard_swish"] = Activation.HardSiLU,
    };

    /// <summary>The activation that a layer names.</summary>
    /// <exception cref="NotSupportedException">It is unknown; the message names the layer.</exception>
    public static Activation Of(KerasLayerConfig config, string member = "activation")
    {
        string name = config.ActivationName(member);
        return ByName.TryGetValue(name, out var activation) ? activation : throw config.Unsupported(member, $"\"{name}\"");
    }

    /// <summary>The name that Keras has for an activation.</summary>
    public static string NameOf(Activation activation) => Names[activation];
}
