namespace MLNet.Cnn;

/// <summary>Layers with a kernel out of Keras' settings.</summary>
internal static class KerasConvolutions
{
    public static Conv2D Conv2D(KerasLayerConfig config) => new(config.Int("filters"), config.Size("kernel_size"))
    {
        Strides = config.Size("strides", 1),
        Padding = config.Padding(),
        DilationRate = config.Size("dilation_rate", 1),
        Groups = config.Int("groups", 1),
        Activation = KerasActivations.Of(config),
        UseBias = config.Bool("use_bias", true),
        KernelInitializer = KerasInitializers.Of(config, "kernel_initializer", Initializers.GlorotUniform),
        BiasInitializer = KerasInitializers.Of(config, "bias_initializer", Initializers.Zeros),
    };

    public static DepthwiseConv2D Depthwise(KerasLayerConfig config) => new(OneGroup(config).Size("kernel_size"))
    {
        DepthMultiplier = config.Int("depth_multiplier", 1),
        Strides = config.Size("strides", 1),
        Padding = config.Padding(),
        DilationRate = config.Size("dilation_rate", 1),
        Activation = KerasActivations.Of(config),
        UseBias = config.Bool("use_bias", true),
        DepthwiseInitializer = KerasInitializers.Of(config, "depthwise_initializer", Initializers.GlorotUniform),
        BiasInitializer = KerasInitializers.Of(config, "bias_initializer", Initializers.Zeros),
    };

    public static SeparableConv2D Separable(KerasLayerConfig config) => new(OneGroup(config).Int("filters"), config.Size("kernel_size"))
    {
        DepthMultiplier = config.Int("depth_multiplier", 1),
        Strides = config.Size("strides", 1),
        Padding = config.Padding(),
        DilationRate = config.Size("dilation_rate", 1),
        Activation = KerasActivations.Of(config),
        UseBias = config.Bool("use_bias", true),
        DepthwiseInitializer = KerasInitializers.Of(config, "depthwise_initializer", Initializers.GlorotUniform),
        PointwiseInitializer = KerasInitializers.Of(config, "pointwise_initializer", Initializers.GlorotUniform),
        BiasInitializer = KerasInitializers.Of(config, "bias_initializer", Initializers.Zeros),
    };

    public static Conv2DTranspose Transposed(KerasLayerConfig config) => new(OneGroup(config).Int("filters"), config.Size("kernel_size"))
    {
        Strides = config.Size("strides", 1),
        Padding = config.Padding(),
        DilationRate = config.Size("dilation_rate", 1),
        Activation = KerasActivations.Of(config),
        UseBias = config.Bool("use_bias", true),
        KernelInitializer = KerasInitializers.Of(config, "kernel_initializer", Initializers.GlorotUniform),
        BiasInitializer = KerasInitializers.Of(config, "bias_initializer", Initializers.Zeros),
    };

    public static Dense Dense(KerasLayerConfig config) => new(config.Int("units"), KerasActivations.Of(config))
    {
        UseBias = config.Bool("use_bias", true),
        KernelInitializer = KerasInitializers.Of(config, "kernel_initializer", Initializers.GlorotUniform),
        BiasInitializer = KerasInitializers.Of(config, "bias_initializer", Initializers.Zeros),
    };

    /// <summary>tf.keras 2.3 to 2.15 writes the groups of a plain convolution for its kin too, where one is all that works.</summary>
    private static KerasLayerConfig OneGroup(KerasLayerConfig config)
    {
        config.Expect("groups", "1");
        return config;
    }
}
