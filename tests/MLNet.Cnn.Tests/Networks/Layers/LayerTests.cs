namespace MLNet.Cnn.Tests;

public class LayerTests
{
    /// <summary>One of each layer, with what Keras calls it.</summary>
    private static readonly (Layer Layer, string Kind)[] All =
    [
        (new InputLayer(new(8, 8, 1)), "InputLayer"),
        (new Conv2D(4, 3), "Conv2D"),
        (new MaxPooling2D(), "MaxPooling2D"),
        (new AveragePooling2D(), "AveragePooling2D"),
        (new GlobalAveragePooling2D(), "GlobalAveragePooling2D"),
        (new GlobalMaxPooling2D(), "GlobalMaxPooling2D"),
        (new BatchNormalization(), "BatchNormalization"),
        (new Dense(4), "Dense"),
        (new Flatten(), "Flatten"),
        (new Dropout(0.5), "Dropout"),
        (new SpatialDropout2D(0.5), "SpatialDropout2D"),
        (new ActivationLayer(Activation.ReLU), "Activation"),
        (new ReLU(), "ReLU"),
        (new LeakyReLU(), "LeakyReLU"),
        (new Softmax(), "Softmax"),
        (new Add(), "Add"),
        (new Concatenate(), "Concatenate"),
        (new ZeroPadding2D(1), "ZeroPadding2D"),
        (new Rescaling(1), "Rescaling"),
        (new Normalization(), "Normalization"),
        (new DepthwiseConv2D(3), "DepthwiseConv2D"),
        (new SeparableConv2D(4, 3), "SeparableConv2D"),
        (new Conv2DTranspose(4, 3), "Conv2DTranspose"),
        (new LayerNormalization(), "LayerNormalization"),
        (new GroupNormalization(), "GroupNormalization"),
        (new PReLU(), "PReLU"),
        (new ELU(), "ELU"),
        (new Multiply(), "Multiply"),
        (new Average(), "Average"),
        (new Maximum(), "Maximum"),
        (new Minimum(), "Minimum"),
        (new Subtract(), "Subtract"),
        (new Cropping2D(1), "Cropping2D"),
        (new CenterCrop(4, 4), "CenterCrop"),
        (new Reshape(new(4)), "Reshape"),
        (new Permute([2, 1, 3]), "Permute"),
        (new Resizing(4, 4), "Resizing"),
        (new UpSampling2D(), "UpSampling2D"),
    ];

    [Fact]
    public void Every_layer_of_the_library_stands_in_the_table() => Assert.Equal(
        typeof(Layer).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract)
            .Select(type => type.Name).Order(),
        All.Select(row => row.Layer.GetType().Name).Order());

    [Fact]
    public void Kinds_are_the_class_names_of_Keras() => Assert.All(All, row => Assert.Equal(row.Kind, row.Layer.Kind));

    [Fact]
    public void Every_layer_is_a_sealed_record() => Assert.All(All, row => Assert.True(row.Layer.GetType().IsSealed));

    // keras.layers, 3.x: the signatures of the constructors.
    [Fact]
    public void Defaults_are_those_of_Keras()
    {
        Assert.All(All, row => Assert.Equal((null, true), (row.Layer.Name, row.Layer.Trainable)));
        Assert.Equivalent(
            new
            {
                Strides = new Size2D(1, 1),
                Padding = Padding.Valid,
                DilationRate = new Size2D(1, 1),
                Groups = 1,
                UseBias = true,
                Activation = Activation.Linear,
                KernelInitializer = Initializers.GlorotUniform,
                BiasInitializer = Initializers.Zeros,
            },
            new Conv2D(4, 3));
        Assert.Equivalent(
            new
            {
                Activation = Activation.Linear,
                UseBias = true,
                KernelInitializer = Initializers.GlorotUniform,
                BiasInitializer = Initializers.Zeros,
            },
            new Dense(4));
        Assert.Equivalent(
            new
            {
                Momentum = 0.99,
                Epsilon = 0.001,
                Center = true,
                Scale = true,
                BetaInitializer = Initializers.Zeros,
                GammaInitializer = Initializers.Ones,
            },
            new BatchNormalization());
        foreach (Pooling2D pooling in new Pooling2D[] { new MaxPooling2D(), new AveragePooling2D() })
        {
            Assert.Equal(((Size2D)2, (Size2D?)null, Padding.Valid), (pooling.PoolSize, pooling.Strides, pooling.Padding));
            Assert.Equal(2, pooling.Steps);
        }
        Assert.Equal(0.3, new LeakyReLU().NegativeSlope);
        Assert.Equal(0, new Rescaling(1).Offset);
        Assert.Equal((null, null), (new Normalization().Mean, new Normalization().Variance));
    }
}
