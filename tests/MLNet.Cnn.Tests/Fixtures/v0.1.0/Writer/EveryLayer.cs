using MLNet.Cnn;

namespace Writer;

/// <summary>A network that has every layer there was, at settings other than the defaults, with every activation and initializer.</summary>
public static class EveryLayer
{
    public static Network Build(Shape shape, int classes)
    {
        var image = Symbol.Input(shape);
        var x = image.Apply(new Rescaling(1 / 127.5, -1)).Apply(new ZeroPadding2D(new Margins(1, 0, 1, 0)))
            .Apply(new Conv2D(6, (3, 2)) { DilationRate = (2, 1), Groups = 3, Padding = Padding.Same, Activation = Activation.ReLU, Name = "erste Schicht" })
            .Apply(new SpatialDropout2D(0.1)).Apply(new Cropping2D(new Margins(1, 0, 0, 1))).Apply(new DepthwiseConv2D(3) { DepthMultiplier = 1, Padding = Padding.Same });
        var a = x.Apply(new SeparableConv2D(6, 3) { Padding = Padding.Same, UseBias = false }).Apply(new BatchNormalization { Momentum = 0.9, Epsilon = 0.01, Center = false }).Apply(new PReLU());
        var b = x.Apply(new GroupNormalization { Groups = 3 }).Apply(new LeakyReLU(0.2)).Apply(new Conv2D(6, 3) { Padding = Padding.Same, Trainable = false, KernelInitializer = Initializers.Dirac(Initializers.RandomNormal(0, 0.1f)), BiasInitializer = Initializers.Constant(0.25f) });
        var c = x.Apply(new LayerNormalization { Epsilon = 0.01 }).Apply(new ELU(0.5)).Apply(new ReLU { MaxValue = 6, NegativeSlope = 0.1 });
        var sum = a.Apply(new Add(), b).Apply(new Subtract(), c).Apply(new Maximum(), a).Apply(new Minimum(), b).Apply(new Average(), c).Apply(new Multiply(), a);
        foreach (var activation in Enum.GetValues<Activation>())
            sum = sum.Apply(new ActivationLayer(activation));
        var y = sum.Apply(new Concatenate(), x).Apply(new MaxPooling2D((2, 3), (2, 2)) { Padding = Padding.Same }).Apply(new AveragePooling2D(2, 1))
            .Apply(new Conv2DTranspose(4, 3) { Strides = 2, KernelInitializer = Initializers.HeNormal, BiasInitializer = Initializers.RandomUniform(-0.1f, 0.1f) }).Apply(new UpSampling2D(2, Interpolation.Bilinear)).Apply(new Resizing(8, 9, Interpolation.Nearest))
            .Apply(new CenterCrop(6, 6)).Apply(new Reshape(new Shape(6, 3, 8))).Apply(new Permute([2, 3, 1]))
            .Apply(new Normalization { Mean = ValueList.Create([0.1f]), Variance = ValueList.Create([4f]) }).Apply(new Dropout(0.2) { PerImage = true }).Apply(new Softmax());
        var head = y.Apply(new GlobalAveragePooling2D { KeepDims = true }).Apply(new Add(), y.Apply(new GlobalMaxPooling2D { KeepDims = true })).Apply(new Flatten());
        return new Network(image, head.Apply(new Dense(classes)), "every layer");
    }
}
