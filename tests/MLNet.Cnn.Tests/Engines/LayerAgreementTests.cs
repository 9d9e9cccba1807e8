namespace MLNet.Cnn.Tests;

/// <summary>Every kind of layer, alone and behind others, gives in ONNX Runtime what it gives in the engine.</summary>
public class LayerAgreementTests
{
    internal static readonly Func<Symbol, Symbol>[] Cases =
    [
        x => x.Conv2D(4, 3, 2, Padding.Same).Flatten(),
        x => x.Conv2D(4, 3).ReLU().BatchNormalization().MaxPooling2D().Flatten().Dense(3).Softmax(),
        x => x.Apply(new DepthwiseConv2D((3, 2)) { DepthMultiplier = 2, Strides = 2, Padding = Padding.Same }).ReLU(),
        x => x.Apply(new DepthwiseConv2D(3) { DilationRate = 2, UseBias = false }),
        x => x.Apply(new SeparableConv2D(5, 3) { DepthMultiplier = 2, Activation = Activation.Tanh }),
        x => x.Apply(new Conv2DTranspose(3, 3) { Strides = 2 }).ReLU(),
        x => x.Apply(new Conv2DTranspose(3, 1) { Strides = (3, 2) }),
        x => x.Apply(new Conv2DTranspose(3, 4) { Strides = 2, Padding = Padding.Same }),
        x => x.Apply(new Conv2DTranspose(3, 2) { DilationRate = 2, UseBias = false }),
        x => x.AveragePooling2D(3, 2, Padding.Same),
        x => x.Apply(new GlobalAveragePooling2D { KeepDims = true }).Apply(new Multiply(), x),
        x => x.Apply(new GlobalMaxPooling2D()).Apply(new GroupNormalization { Groups = 2 }),
        x => x.Apply(new LayerNormalization { Scale = false }),
        x => x.Apply(new GroupNormalization { Groups = 2 }),
        x => x.Flatten().Apply(new LayerNormalization()).Apply(new PReLU()),
        x => x.Apply(new Normalization { Mean = [1, 2, 3, 4], Variance = [4] }),
        x => x.Apply(new PReLU { ShareHeight = true }),
        x => x.Apply(new ReLU { MaxValue = 0.5, NegativeSlope = 0.1, Threshold = 0.2 }),
        x => x.Apply(new ELU(0.5)).Apply(new LeakyReLU()).Apply(new Rescaling(2, 1)),
        x => x.Apply(new Average(), x.ReLU(), x.Activation(Activation.Tanh)),
        x => x.Apply(new Maximum(), x.Rescaling(-1)).Apply(new Minimum(), x.Rescaling(0.5)).Apply(new Subtract(), x),
        x => x.Concatenate(x.ReLU()).Add(x.Concatenate(x)),
        x => x.ZeroPadding2D(new Margins(1, 2, 3, 0)).Apply(new Cropping2D(new Margins(0, 1, 2, 0))).ReLU(),
        // ONNX Runtime's optimizer takes a Pad in front of a MaxPool for the pooling's own margins, which never win: below 0 that is another result.
        x => x.Activation(Activation.Exponential).Rescaling(-1).ZeroPadding2D(1).Dropout(0.5).MaxPooling2D(3, 2),
        x => x.Activation(Activation.Exponential).Rescaling(-1).ZeroPadding2D(1).AveragePooling2D(3, 2, Padding.Same),
        x => x.Apply(new CenterCrop(4, 3)),
        x => x.Apply(new Reshape(new(7, 2, 12))).Apply(new Permute([3, 1, 2])).Conv2D(2, 1),
        x => x.Apply(new Reshape(new(42, 4))).Dense(3).Apply(new Permute([2, 1])),
        x => x.Apply(new Resizing(5, 9)).Apply(new Resizing(3, 4, Interpolation.Nearest)),
        x => x.Apply(new UpSampling2D(2, Interpolation.Bilinear)).Apply(new UpSampling2D((1, 3))),
        x => x.Dropout(0.5).SpatialDropout2D(0.5).Apply(new Dropout(0.5) { PerImage = true }),
    ];

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void Engine_and_ONNX_agree(int index)
    {
        var image = Symbol.Input(7, 6, 4);
        var network = new Network(image, Cases[index](image));
        // Weights that are nowhere 0 or 1, so that none can be forgotten; variances stay above 0.
        var weights = new NetworkWeights(network, NetworkWeights.Initialize(network, 3).Select((array, i) => array with
        {
            Values = array.Values.ToArray().Select((value, j) => value + 0.3f + 0.2f * MathF.Sin(i + j)).ToArray(),
        }));
        float[] pixels = [.. Enumerable.Range(0, 2 * network.InputShape.Size).Select(i => 1.5f * MathF.Sin(0.7f * i))];

        float[] engine = Engine.Output(network, pixels, weights: [.. weights.Select(array => (array.Path, array.Values.ToArray()))]);

        Engine.AssertClose(engine, OnnxRun.Output(network, weights, pixels), 1e-4);
        // The file can be read back: definition as JSON, weights by path.
        Assert.Equal(network, NetworkJson.Read(NetworkJson.Write(network)));
    }

    [Fact]
    public void Every_kind_of_layer_is_in_the_list()
    {
        var image = Symbol.Input(7, 6, 4);
        var used = Cases.SelectMany(build => new Network(image, build(image)).Layers.Select(layer => layer.Layer.GetType())).ToHashSet();

        Assert.Empty(typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract && !used.Contains(type)).Select(type => type.Name));
    }
}
