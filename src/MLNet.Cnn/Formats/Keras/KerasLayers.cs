namespace MLNet.Cnn;

/// <summary>The one place where the import tells Keras' layers apart.</summary>
internal static class KerasLayers
{
    /// <summary>The layer of a configuration, without its name.</summary>
    /// <exception cref="NotSupportedException">There is no such layer here, or it has a setting that cannot be expressed.</exception>
    public static Layer Create(KerasLayerConfig config)
    {
        config.Expect("data_format", "\"channels_last\"");
        Layer layer = config.ClassName switch
        {
            "Conv2D" or "Convolution2D" => Conv2D(config),
            "Dense" => new Dense(config.Int("units"), KerasActivations.Of(config)) { UseBias = config.Bool("use_bias", true) },
            "MaxPooling2D" or "MaxPool2D" => new MaxPooling2D(config.Size("pool_size", 2), Strides(config)) { Padding = config.Padding() },
            "AveragePooling2D" or "AvgPool2D" => new AveragePooling2D(config.Size("pool_size", 2), Strides(config)) { Padding = config.Padding() },
            "GlobalAveragePooling2D" or "GlobalAvgPool2D" => KeepNothing(config, new GlobalAveragePooling2D()),
            "GlobalMaxPooling2D" or "GlobalMaxPool2D" => KeepNothing(config, new GlobalMaxPooling2D()),
            "BatchNormalization" => BatchNormalization(config),
            "Flatten" => new Flatten(),
            "Dropout" => Dropout(config),
            "SpatialDropout2D" => new SpatialDropout2D(config.Double("rate")),
            "Activation" => new ActivationLayer(KerasActivations.Of(config)),
            "ReLU" => ReLU(config),
            "LeakyReLU" => new LeakyReLU(config.Double("negative_slope", 0.3)),
            "Softmax" => Softmax(config),
            "Add" => new Add(),
            "Concatenate" => Concatenate(config),
            "ZeroPadding2D" => new ZeroPadding2D(Margins(config, "padding")),
            "Rescaling" => new Rescaling(config.Double("scale"), config.Double("offset", 0)),
            "Normalization" => Normalization(config),
            "Lambda" => throw new NotSupportedException($"{config.Title} holds Python code, which is never executed. Replace it by layers and save the model again."),
            _ => throw new NotSupportedException($"{config.Title}: MLNet.Cnn has no layer of this class."),
        };
        config.RefuseUnread();
        return layer;
    }

    private static Conv2D Conv2D(KerasLayerConfig config) => new(config.Int("filters"), config.Size("kernel_size"))
    {
        Strides = config.Size("strides", 1),
        Padding = config.Padding(),
        DilationRate = config.Size("dilation_rate", 1),
        Groups = config.Int("groups", 1),
        Activation = KerasActivations.Of(config),
        UseBias = config.Bool("use_bias", true),
    };

    private static Size2D? Strides(KerasLayerConfig config) => config.Find("strides") is null ? null : config.Size("strides");

    private static GlobalPooling2D KeepNothing(KerasLayerConfig config, GlobalPooling2D layer)
    {
        config.Expect("keepdims", "false");
        return layer;
    }

    private static BatchNormalization BatchNormalization(KerasLayerConfig config)
    {
        config.Expect("renorm", "false");
        config.Find("renorm_momentum");
        config.Expect("axis", "-1", "3", "[-1]", "[3]");
        return new BatchNormalization
        {
            Momentum = config.Double("momentum", 0.99),
            Epsilon = config.Double("epsilon", 1e-3),
            Center = config.Bool("center", true),
            Scale = config.Bool("scale", true),
        };
    }

    private static Dropout Dropout(KerasLayerConfig config)
    {
        config.Expect("noise_shape");
        return new Dropout(config.Double("rate"));
    }

    private static ReLU ReLU(KerasLayerConfig config)
    {
        config.Expect("max_value");
        config.Expect("negative_slope", "0.0", "0");
        config.Expect("threshold", "0.0", "0");
        return new ReLU();
    }

    private static Softmax Softmax(KerasLayerConfig config)
    {
        config.Expect("axis", "-1", "[-1]");
        return new Softmax();
    }

    private static Concatenate Concatenate(KerasLayerConfig config)
    {
        config.Expect("axis", "-1", "3");
        return new Concatenate();
    }

    /// <summary>One number, a pair of them, or a pair of pairs.</summary>
    public static Margins Margins(KerasLayerConfig config, string member)
    {
        var value = config.Get(member);
        if (value.ValueKind == System.Text.Json.JsonValueKind.Number)
            return value.GetInt32();
        var sides = value.EnumerateArray().ToList();
        return sides is [{ ValueKind: System.Text.Json.JsonValueKind.Array } rows, { ValueKind: System.Text.Json.JsonValueKind.Array } columns]
            ? new Margins(rows[0].GetInt32(), rows[1].GetInt32(), columns[0].GetInt32(), columns[1].GetInt32())
            : config.Size(member) is var (height, width) ? (height, width) : throw config.Unsupported(member, value.GetRawText());
    }

    private static Normalization Normalization(KerasLayerConfig config)
    {
        config.Expect("axis", "-1", "3", "[-1]", "[3]");
        config.Expect("invert", "false");
        return new Normalization { Mean = Values(config, "mean"), Variance = Values(config, "variance") };
    }

    /// <summary>Numbers in any nesting, as Keras writes a mean that was shaped for broadcasting.</summary>
    private static ValueList? Values(KerasLayerConfig config, string member) =>
        config.Find(member) is { } value ? ValueList.Create([.. Flat(value)]) : null;

    private static IEnumerable<float> Flat(System.Text.Json.JsonElement value) =>
        value.ValueKind == System.Text.Json.JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetSingle()];
}
