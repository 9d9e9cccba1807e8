namespace MLNet.Cnn.Tests;

/// <summary>Small networks which together hold every layer and every activation there is, at odd sizes and settings.</summary>
internal static class SmallNetworks
{
    private static readonly Shape Odd = new(7, 9, 3);

    public static IReadOnlyDictionary<string, Network> All { get; } = new Dictionary<string, Network>
    {
        ["conv valid, strides 2x3"] = Of(Odd, new Conv2D(5, (3, 2)) { Strides = (2, 3) }),
        ["conv same, strides 2"] = Of(Odd, new Conv2D(4, 3) { Strides = 2, Padding = Padding.Same, Activation = Activation.ReLU }),
        ["conv same, even kernel"] = Of(Odd, new Conv2D(4, (2, 4)) { Padding = Padding.Same, UseBias = false }),
        ["conv same, strides 3x2"] = Of(new(8, 10, 1), new Conv2D(8, (5, 4)) { Strides = (3, 2), Padding = Padding.Same }),
        ["conv dilated 2x3"] = Of(Odd, new Conv2D(8, (3, 2)) { DilationRate = (2, 3) }),
        ["conv dilated, same"] = Of(Odd, new Conv2D(8, 3) { DilationRate = (1, 2), Padding = Padding.Same }),
        ["conv in groups"] = Of(new(6, 5, 6), new Conv2D(9, 3) { Groups = 3, Padding = Padding.Same }),
        ["conv depthwise"] = Of(new(6, 5, 4), new Conv2D(8, 3) { Groups = 4, UseBias = false }),
        ["max pooling"] = Of(Odd, new MaxPooling2D((3, 2))),
        ["max pooling, same"] = Of(Odd, new MaxPooling2D((2, 3), (2, 2)) { Padding = Padding.Same }),
        ["average pooling"] = Of(Odd, new AveragePooling2D((2, 3), 1)),
        ["average pooling, same, even margins"] = Of(Odd, new AveragePooling2D(3, 1) { Padding = Padding.Same }),
        ["average pooling, same, odd margins"] = Of(Odd, new AveragePooling2D((2, 4), (2, 3)) { Padding = Padding.Same }),
        ["global average pooling"] = Network.Sequential(Odd, new Conv2D(6, 3), new GlobalAveragePooling2D(), new Dense(4)),
        ["global max pooling"] = Network.Sequential(Odd, new Conv2D(6, 3), new GlobalMaxPooling2D(), new Dense(4)),
        ["batch normalization"] = Of(Odd, new BatchNormalization { Epsilon = 0.01 }),
        ["batch normalization without scale and center"] = Of(Odd, new BatchNormalization { Scale = false, Center = false }),
        ["batch normalization of a vector"] = Network.Sequential(Odd, new Flatten(), new Dense(6), new BatchNormalization { Center = false }, new Dense(4)),
        ["zero padding"] = Of(Odd, new ZeroPadding2D(new Margins(1, 0, 3, 2))),
        ["dropout"] = Of(Odd, new Dropout(0.5), new SpatialDropout2D(0.5)),
        ["leaky relu"] = Of(Odd, new LeakyReLU(0.2), new ReLU()),
        ["rescaling"] = Of(Odd, new Rescaling(1 / 127.5, -1)),
        ["normalization by channel"] = Of(Odd, new Normalization { Mean = ValueList.Create([1f, -2f, 0.5f]), Variance = ValueList.Create([4f, 0.25f, 2f]) }),
        ["normalization of a vector"] = Network.Sequential(
            Odd, new Flatten(), new Dense(3), new Normalization { Mean = ValueList.Create([0.1f]), Variance = ValueList.Create([9f]) }, new Dense(4)),
        ["dense with activations"] = Network.Sequential(Odd, new Flatten(), new Dense(9, Activation.Tanh), new Dense(5, Activation.Sigmoid) { UseBias = false }),
        ["depthwise, same, strides 2"] = Of(Odd, new DepthwiseConv2D(3) { DepthMultiplier = 2, Strides = 2, Padding = Padding.Same }),
        ["separable, dilated"] = Of(Odd, new SeparableConv2D(5, (3, 2)) { DepthMultiplier = 2, DilationRate = (1, 2), Activation = Activation.ReLU }),
        ["transposed, same, strides 2"] = Of(Odd, new Conv2DTranspose(4, 3) { Strides = 2, Padding = Padding.Same }),
        ["transposed, valid, strides 3x2"] = Of(Odd, new Conv2DTranspose(4, (2, 3)) { Strides = (3, 2), UseBias = false }),
        ["layer normalization"] = Of(Odd, new LayerNormalization { Epsilon = 0.01 }),
        ["group normalization"] = Of(new(5, 6, 6), new GroupNormalization { Groups = 3 }),
        ["parametric relu"] = Of(Odd, new PReLU()),
        ["relu with all settings"] = Of(Odd, new ReLU { MaxValue = 1.5, NegativeSlope = 0.1, Threshold = 0.25 }),
        ["elu"] = Of(Odd, new ELU(0.5)),
        ["cropping"] = Of(Odd, new Cropping2D(new Margins(1, 0, 2, 1)), new CenterCrop(4, 3)),
        ["resizing down, bilinear"] = Of(Odd, new Resizing(4, 5)),
        ["resizing up, nearest"] = Of(Odd, new Resizing(11, 13, Interpolation.Nearest)),
        ["upsampling"] = Of(Odd, new UpSampling2D((2, 3)), new UpSampling2D(2, Interpolation.Bilinear)),
        ["reshaped and permuted"] = Of(new(6, 4, 3), new Reshape(new Shape(4, 6, 3)), new Permute([2, 3, 1]), new Dense(4)),
        ["global poolings with kept dimensions"] = Of(Odd, new GlobalAveragePooling2D { KeepDims = true }, new GlobalMaxPooling2D { KeepDims = true }),
        ["merging"] = Merging(),
        ["residual"] = Residual(),
        ["three inputs"] = ThreeInputs(),
        ["softmax inside and at the end"] = Network.Sequential(Odd, new Conv2D(4, 3), new Softmax(), new Flatten(), new Dense(5), new Softmax()),
        ["softmax in the last dense"] = Network.Sequential(Odd, new Flatten(), new Dense(5, Activation.Softmax)),
        ["one sigmoid"] = Network.Sequential(Odd, new Flatten(), new Dense(1, Activation.Sigmoid)),
        ["one sigmoid as a layer"] = Network.Sequential(Odd, new Flatten(), new Dense(1), new ActivationLayer(Activation.Sigmoid)),
        ["one logit"] = Network.Sequential(Odd, new Flatten(), new Dense(1)),
        ["one pixel"] = Network.Sequential(new(1, 1, 3), new Conv2D(4, 1), new Flatten(), new Dense(3)),
        ["lenet"] = Networks.LeNet5(batchNormalization: true, denseBatchNormalization: true).Build(new(14, 15, 1), 4),
    }.Concat(Enum.GetValues<Activation>().SelectMany(activation => new[]
    {
        KeyValuePair.Create($"activation {activation}", Of(Odd, new ActivationLayer(activation))),
        KeyValuePair.Create($"convolution with {activation}", Of(Odd, new Conv2D(4, 3) { Activation = activation })),
    })).ToDictionary();

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>Weights and biases that are all different from 0, and moving variances above 0.</summary>
    public static NetworkWeights RandomWeights(Network network)
    {
        var random = new Random(7);
        return new NetworkWeights(network, NetworkWeights.Initialize(network, 1).Select(array => array with
        {
            Values = array.Path.EndsWith("/kernel") ? array.Values
                : Enumerable.Range(0, array.Values.Length).Select(_ => (float)(array.Path.EndsWith("variance") ? 0.2 + random.NextDouble() : random.NextDouble() - 0.4)).ToArray(),
        }));
    }

    /// <summary>Whole numbers below 9, some of them negative, so that a model for floats and one for bytes can be compared.</summary>
    public static float[] Pixels(Shape shape, int count, bool onlyBytes = false)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, shape.Size * count).Select(_ => (float)random.Next(onlyBytes ? 0 : -8, 9) / (onlyBytes ? 1 : 4))];
    }

    /// <summary>A network with its weights, without a training.</summary>
    public static TrainedNetwork Model(Network network, bool isByte = false, ImageLayout layout = ImageLayout.Interleaved) => new(
        network,
        RandomWeights(network),
        new ModelInfo(
            new ImageColumn("Image", network.InputShape, layout, isByte),
            "Label",
            [.. Enumerable.Range(0, network.ClassCount()).Select(i => $"class {i}")],
            new TrainingHistory([], 1, 1, "none", 0, 0, TrainingEnd.Completed)),
        TorchEngine.Default);

    private static Network Of(Shape shape, params Layer[] layers) => Network.Sequential(shape, [.. layers, new Flatten(), new Dense(5)]);

    private static Network Residual()
    {
        var image = Symbol.Input(Odd);
        var shortcut = image.Conv2D(8, 1, 2, useBias: false).BatchNormalization();
        var branch = image.Conv2D(8, 3, 2, Padding.Same, useBias: false).BatchNormalization().ReLU().Conv2D(8, 3, padding: Padding.Same);
        return new Network(image, branch.Add(shortcut).ReLU().GlobalAveragePooling2D().Dense(4), "residual");
    }

    private static Network Merging()
    {
        var image = Symbol.Input(Odd);
        var a = image.Conv2D(3, 1);
        var b = image.Conv2D(3, 3, padding: Padding.Same);
        var larger = a.Apply(new Maximum(), b).Apply(new Multiply(), image);
        var smaller = a.Apply(new Minimum(), b, image).Apply(new Subtract(), a);
        return new Network(image, larger.Apply(new Average(), smaller, b).Flatten().Dense(4), "merging");
    }

    private static Network ThreeInputs()
    {
        var image = Symbol.Input(Odd);
        var a = image.Conv2D(3, 1);
        var b = image.Conv2D(3, 3, padding: Padding.Same).Activation(Activation.Tanh);
        var sum = a.Add(b, image).ReLU();
        return new Network(image, sum.Concatenate(a, image, b.MaxPooling2D(3, 1, Padding.Same)).Flatten().Dense(4), "three_inputs");
    }
}
