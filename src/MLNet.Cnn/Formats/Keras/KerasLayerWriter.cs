using System.Text.Json.Nodes;

namespace MLNet.Cnn;

/// <summary>The one place where the export tells layers apart: their settings in Keras' words, every one of them.</summary>
internal static class KerasLayerWriter
{
    private const string ChannelsLast = "channels_last";

    /// <summary>The <c>config</c> of a layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">The shape of its first input.</param>
    /// <exception cref="NotSupportedException">Keras has no such layer or setting; the message names it.</exception>
    public static JsonObject Config(NetworkLayer layer, Shape input)
    {
        var settings = Settings(layer, input);
        settings.Insert(0, "name", layer.Name);
        // keras.layers.SpatialDropout2D and InputLayer do not take it, and have nothing to train.
        if (layer.Layer is not (SpatialDropout2D or InputLayer))
            settings.Insert(1, "trainable", layer.Layer.Trainable);
        return settings;
    }

    private static JsonObject Settings(NetworkLayer layer, Shape input) => layer.Layer switch
    {
        InputLayer x => new() { ["batch_shape"] = Batch(x.Shape), ["dtype"] = "float32", ["sparse"] = false },
        Conv2D x => Kernel(new() { ["filters"] = x.Filters }, x.KernelSize, x.Strides, x.Padding, x.DilationRate)
            .With("groups", x.Groups).With("activation", KerasActivations.NameOf(x.Activation)).With("use_bias", x.UseBias)
            .With("kernel_initializer", KerasInitializers.Write(x.KernelInitializer)).With("bias_initializer", KerasInitializers.Write(x.BiasInitializer)),
        DepthwiseConv2D x => Kernel(new() { ["depth_multiplier"] = x.DepthMultiplier }, x.KernelSize, x.Strides, x.Padding, x.DilationRate)
            .With("activation", KerasActivations.NameOf(x.Activation)).With("use_bias", x.UseBias)
            .With("depthwise_initializer", KerasInitializers.Write(x.DepthwiseInitializer)).With("bias_initializer", KerasInitializers.Write(x.BiasInitializer)),
        SeparableConv2D x => Kernel(new() { ["filters"] = x.Filters, ["depth_multiplier"] = x.DepthMultiplier }, x.KernelSize, x.Strides, x.Padding, x.DilationRate)
            .With("activation", KerasActivations.NameOf(x.Activation)).With("use_bias", x.UseBias)
            .With("depthwise_initializer", KerasInitializers.Write(x.DepthwiseInitializer)).With("pointwise_initializer", KerasInitializers.Write(x.PointwiseInitializer))
            .With("bias_initializer", KerasInitializers.Write(x.BiasInitializer)),
        Conv2DTranspose x => Kernel(new() { ["filters"] = x.Filters }, x.KernelSize, x.Strides, x.Padding, x.DilationRate)
            .With("output_padding", null).With("activation", KerasActivations.NameOf(x.Activation)).With("use_bias", x.UseBias)
            .With("kernel_initializer", KerasInitializers.Write(x.KernelInitializer)).With("bias_initializer", KerasInitializers.Write(x.BiasInitializer)),
        Dense x => new()
        {
            ["units"] = x.Units,
            ["activation"] = KerasActivations.NameOf(x.Activation),
            ["use_bias"] = x.UseBias,
            ["kernel_initializer"] = KerasInitializers.Write(x.KernelInitializer),
            ["bias_initializer"] = KerasInitializers.Write(x.BiasInitializer),
        },
        Pooling2D x => new() { ["pool_size"] = Pair(x.PoolSize), ["strides"] = x.Strides is { } strides ? Pair(strides) : null, ["padding"] = NameOf(x.Padding), ["data_format"] = ChannelsLast },
        GlobalPooling2D x => new() { ["data_format"] = ChannelsLast, ["keepdims"] = x.KeepDims },
        BatchNormalization x => Scaled(new() { ["axis"] = -1, ["momentum"] = x.Momentum, ["epsilon"] = x.Epsilon }, x.Center, x.Scale, x.BetaInitializer, x.GammaInitializer),
        LayerNormalization x => Scaled(new() { ["axis"] = Integers(-1), ["epsilon"] = x.Epsilon }, x.Center, x.Scale, x.BetaInitializer, x.GammaInitializer),
        GroupNormalization x => Scaled(new() { ["groups"] = x.Groups, ["axis"] = -1, ["epsilon"] = x.Epsilon }, x.Center, x.Scale, x.BetaInitializer, x.GammaInitializer),
        Normalization x => Normalization(layer, x, input),
        Flatten => new() { ["data_format"] = ChannelsLast },
        Reshape x => new() { ["target_shape"] = Integers([.. x.TargetShape.Dimensions]) },
        Permute x => new() { ["dims"] = Integers([.. x.Dims.Select(d => (int)d)]) },
        ZeroPadding2D x => new() { ["padding"] = Sides(x.Padding), ["data_format"] = ChannelsLast },
        Cropping2D x => new() { ["cropping"] = Sides(x.Cropping), ["data_format"] = ChannelsLast },
        CenterCrop x => new() { ["data_format"] = ChannelsLast, ["height"] = x.Height, ["width"] = x.Width },
        Resizing x => new() { ["data_format"] = ChannelsLast, ["height"] = x.Height, ["width"] = x.Width, ["interpolation"] = NameOf(x.Interpolation) },
        UpSampling2D x => new() { ["size"] = Pair(x.Size), ["data_format"] = ChannelsLast, ["interpolation"] = NameOf(x.Interpolation) },
        Dropout x => new() { ["rate"] = x.Rate, ["noise_shape"] = x.PerImage ? OnePerImage(input) : null },
        SpatialDropout2D x => new() { ["rate"] = x.Rate },
        ActivationLayer x => new() { ["activation"] = KerasActivations.NameOf(x.Function) },
        ReLU x => new() { ["max_value"] = x.MaxValue, ["negative_slope"] = x.NegativeSlope, ["threshold"] = x.Threshold },
        LeakyReLU x => new() { ["negative_slope"] = x.NegativeSlope },
        ELU x => new() { ["alpha"] = x.Alpha },
        PReLU x => new() { ["alpha_initializer"] = KerasInitializers.Write(x.AlphaInitializer), ["shared_axes"] = SharedAxes(x, input) },
        Softmax => new() { ["axis"] = -1 },
        Concatenate => new() { ["axis"] = -1 },
        Merge => new(),
        Rescaling x => new() { ["scale"] = x.Scale, ["offset"] = x.Offset },
        _ => throw new NotSupportedException($"Layer '{layer.Name}' ({layer.Layer.Kind}): Keras has no such layer."),
    };

    /// <summary>The shape of a batch of any size.</summary>
    public static JsonArray Batch(Shape shape) => [null, .. shape.Dimensions.Select(d => (JsonNode)d)];

    /// <summary>The shape of random numbers that are drawn once an image.</summary>
    public static JsonArray OnePerImage(Shape input) => [null, .. input.Dimensions.Select(_ => (JsonNode)1)];

    private static JsonObject Normalization(NetworkLayer layer, Normalization x, Shape input)
    {
        if (!x.IsAdapted)
            throw new NotSupportedException($"Layer '{layer.Name}' (Normalization) has no statistics yet: they are taken from the training images. Train the network, or give Mean and Variance.");
        bool stored = x.HasStoredStatistics(input);
        return new()
        {
            ["axis"] = Integers(-1),
            ["invert"] = false,
            ["mean"] = stored ? null : Numbers(x.Mean!),
            ["variance"] = stored ? null : Numbers(x.Variance!),
        };
    }

    private static JsonObject Kernel(JsonObject settings, Size2D size, Size2D strides, Padding padding, Size2D dilation) => settings
        .With("kernel_size", Pair(size)).With("strides", Pair(strides)).With("padding", NameOf(padding)).With("data_format", ChannelsLast).With("dilation_rate", Pair(dilation));

    private static JsonObject Scaled(JsonObject settings, bool center, bool scale, Initializer beta, Initializer gamma) => settings
        .With("center", center).With("scale", scale).With("beta_initializer", KerasInitializers.Write(beta)).With("gamma_initializer", KerasInitializers.Write(gamma));

    private static JsonObject With(this JsonObject settings, string name, JsonNode? value)
    {
        settings[name] = value;
        return settings;
    }

    private static JsonArray? SharedAxes(PReLU layer, Shape input)
    {
        var axes = new List<int>();
        if (layer.ShareHeight)
            axes.Add(1);
        if (layer.ShareWidth)
            axes.Add(2);
        if (layer.ShareChannels)
            axes.Add(input.Rank);
        return axes.Count == 0 ? null : Integers([.. axes]);
    }

    private static JsonArray Pair(Size2D size) => [size.Height, size.Width];

    private static JsonArray Sides(Margins margins) => [Integers(margins.Top, margins.Bottom), Integers(margins.Left, margins.Right)];

    private static JsonArray Integers(params int[] values) => [.. values.Select(value => (JsonNode)value)];

    private static JsonArray Numbers(ValueList values) => [.. values.Select(value => (JsonNode)value)];

    private static string NameOf(Padding padding) => padding == Padding.Same ? "same" : "valid";

    private static string NameOf(Interpolation interpolation) => interpolation == Interpolation.Nearest ? "nearest" : "bilinear";
}
