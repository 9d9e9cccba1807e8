namespace MLNet.Cnn;

/// <summary>The one place where the import tells Keras' layers apart.</summary>
internal static class KerasLayers
{
    /// <summary>The layer of a configuration, without its name.</summary>
    /// <param name="config">The settings.</param>
    /// <param name="input">The shape of the first input.</param>
    /// <exception cref="NotSupportedException">There is no such layer here, or it has a setting that cannot be expressed.</exception>
    public static Layer Create(KerasLayerConfig config, Shape input)
    {
        config.Expect("data_format", "\"channels_last\"");
        Layer layer = config.ClassName switch
        {
            "Conv2D" or "Convolution2D" => KerasConvolutions.Conv2D(config),
            "DepthwiseConv2D" => KerasConvolutions.Depthwise(config),
            "SeparableConv2D" or "SeparableConvolution2D" => KerasConvolutions.Separable(config),
            "Conv2DTranspose" or "Convolution2DTranspose" => KerasConvolutions.Transposed(config),
            "Dense" => KerasConvolutions.Dense(config),
            "MaxPooling2D" or "MaxPool2D" => new MaxPooling2D(config.Size("pool_size", 2), Strides(config)) { Padding = config.Padding() },
            "AveragePooling2D" or "AvgPool2D" => new AveragePooling2D(config.Size("pool_size", 2), Strides(config)) { Padding = config.Padding() },
            "GlobalAveragePooling2D" or "GlobalAvgPool2D" => new GlobalAveragePooling2D { KeepDims = config.Bool("keepdims", false) },
            "GlobalMaxPooling2D" or "GlobalMaxPool2D" => new GlobalMaxPooling2D { KeepDims = config.Bool("keepdims", false) },
            "BatchNormalization" => KerasNormalizations.Batch(config, input),
            "LayerNormalization" => KerasNormalizations.Layer(config, input),
            "GroupNormalization" => KerasNormalizations.Group(config, input),
            "Normalization" => KerasNormalizations.Fixed(config, input),
            "Flatten" => new Flatten(),
            "Reshape" => KerasReshapes.Reshape(config, input),
            "Permute" => new Permute(ValueList.Create([.. config.Ints("dims").Select(d => (float)d)])),
            "ZeroPadding2D" => new ZeroPadding2D(KerasReshapes.Margins(config, "padding")),
            "Cropping2D" => new Cropping2D(KerasReshapes.Margins(config, "cropping")),
            "CenterCrop" => new CenterCrop(config.Int("height"), config.Int("width")),
            "Resizing" => KerasReshapes.Resizing(config),
            "UpSampling2D" => new UpSampling2D(config.Size("size", 2), KerasReshapes.Interpolation(config, "nearest")),
            "Dropout" => Dropout(config, input),
            "SpatialDropout2D" => new SpatialDropout2D(config.Double("rate")),
            "Activation" => new ActivationLayer(KerasActivations.Of(config)),
            "ReLU" => new ReLU
            {
                MaxValue = config.Find("max_value") is null ? null : config.Double("max_value"),
                NegativeSlope = config.Double("negative_slope", 0),
                Threshold = config.Double("threshold", 0),
            },
            "LeakyReLU" => new LeakyReLU(config.Double(config.Find("alpha") is null ? "negative_slope" : "alpha", 0.3)),
            "ELU" => new ELU(config.Double("alpha", 1)),
            "PReLU" => PReLU(config, input),
            "Softmax" => Softmax(config, input),
            "Add" => new Add(),
            "Multiply" => new Multiply(),
            "Average" => new Average(),
            "Maximum" => new Maximum(),
            "Minimum" => new Minimum(),
            "Subtract" => new Subtract(),
            "Concatenate" => Concatenate(config, input),
            "Negative" => new Rescaling(-1),
            "Rescaling" => new Rescaling(config.Double("scale"), config.Double("offset", 0)),
            "Lambda" => throw new NotSupportedException($"{config.Title} holds Python code, which is never executed. Replace it by layers and save the model again."),
            _ => throw new NotSupportedException($"{config.Title}: MLNet.Cnn has no layer of this class."),
        };
        config.RefuseUnread();
        return layer;
    }

    private static Size2D? Strides(KerasLayerConfig config) => config.Find("strides") is null ? null : config.Size("strides");

    private static Dropout Dropout(KerasLayerConfig config, Shape input)
    {
        // Stochastic depth; any other shape of the noise is refused.
        config.Expect("noise_shape", KerasLayerWriter.OnePerImage(input).ToJsonString());
        return new Dropout(config.Double("rate")) { PerImage = config.Find("noise_shape") is not null };
    }

    private static PReLU PReLU(KerasLayerConfig config, Shape input)
    {
        int[] shared = config.Find("shared_axes") is null ? [] : config.Ints("shared_axes");
        if (shared.Any(axis => axis < 1 || axis > input.Rank))
            throw config.Unsupported("shared_axes", $"[{string.Join(", ", shared)}]");
        return new PReLU
        {
            ShareHeight = input.IsImage && shared.Contains(1),
            ShareWidth = input.IsImage && shared.Contains(2),
            ShareChannels = shared.Contains(input.Rank),
            AlphaInitializer = KerasInitializers.Of(config, "alpha_initializer", Initializers.Zeros),
        };
    }

    private static Softmax Softmax(KerasLayerConfig config, Shape input)
    {
        config.ExpectLastAxis(input);
        return new Softmax();
    }

    private static Concatenate Concatenate(KerasLayerConfig config, Shape input)
    {
        config.ExpectLastAxis(input);
        return new Concatenate();
    }
}
