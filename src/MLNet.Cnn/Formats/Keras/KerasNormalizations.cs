using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>Normalizations out of Keras' settings.</summary>
internal static class KerasNormalizations
{
    public static BatchNormalization Batch(KerasLayerConfig config, Shape input)
    {
        config.ExpectLastAxis(input);
        config.Expect("renorm", "false");
        config.Find("renorm_momentum");
        return new BatchNormalization
        {
            Momentum = config.Double("momentum", 0.99),
            Epsilon = config.Double("epsilon", 1e-3),
            Center = config.Bool("center", true),
            Scale = config.Bool("scale", true),
            BetaInitializer = KerasInitializers.Of(config, "beta_initializer", Initializers.Zeros),
            GammaInitializer = KerasInitializers.Of(config, "gamma_initializer", Initializers.Ones),
        };
    }

    public static LayerNormalization Layer(KerasLayerConfig config, Shape input)
    {
        config.ExpectLastAxis(input);
        config.Expect("rms_scaling", "false");
        return new LayerNormalization
        {
            Epsilon = config.Double("epsilon", 1e-3),
            Center = config.Bool("center", true),
            Scale = config.Bool("scale", true),
            BetaInitializer = KerasInitializers.Of(config, "beta_initializer", Initializers.Zeros),
            GammaInitializer = KerasInitializers.Of(config, "gamma_initializer", Initializers.Ones),
        };
    }

    public static GroupNormalization Group(KerasLayerConfig config, Shape input)
    {
        config.ExpectLastAxis(input);
        int groups = config.Int("groups", 32);
        return new GroupNormalization
        {
            // Keras writes -1 for instance normalization.
            Groups = groups == -1 ? input.Channels : groups,
            Epsilon = config.Double("epsilon", 1e-3),
            Center = config.Bool("center", true),
            Scale = config.Bool("scale", true),
            BetaInitializer = KerasInitializers.Of(config, "beta_initializer", Initializers.Zeros),
            GammaInitializer = KerasInitializers.Of(config, "gamma_initializer", Initializers.Ones),
        };
    }

    public static Normalization Fixed(KerasLayerConfig config, Shape input)
    {
        config.ExpectLastAxis(input);
        config.Expect("invert", "false");
        return new Normalization { Mean = Values(config, "mean"), Variance = Values(config, "variance") };
    }

    /// <summary>Numbers in any nesting, as Keras writes a mean that was shaped for broadcasting.</summary>
    private static ValueList? Values(KerasLayerConfig config, string member) =>
        config.Find(member) is { } value ? ValueList.Create([.. Flat(value)]) : null;

    private static IEnumerable<float> Flat(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetSingle()];
}
