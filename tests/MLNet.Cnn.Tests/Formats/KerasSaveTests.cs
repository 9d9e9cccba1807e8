using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using PureHDF;

namespace MLNet.Cnn.Tests;

/// <summary>What is written as a <c>.keras</c> file, and that it comes back as it was.</summary>
public sealed class KerasSaveTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public static TheoryData<string> Networks => SmallNetworks.Names;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Networks))]
    public void What_is_saved_and_loaded_is_equal_to_the_bit(string name) => AssertComesBack(SmallNetworks.All[name]);

    [Theory]
    [MemberData(nameof(DeepPresets.Names), MemberType = typeof(DeepPresets))]
    public void Presets_come_back_equal(string name) => AssertComesBack(DeepPresets.Narrow[name].Build(new(32, 32, 3), 10));

    [Fact]
    public void Every_kind_of_layer_is_among_the_networks() => Assert.Empty(
        typeof(Layer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract)
            .Except(SmallNetworks.All.Values.SelectMany(network => network.Layers).Select(layer => layer.Layer.GetType())).Select(type => type.Name));

    [Fact]
    public void Settings_that_only_training_needs_come_back_too()
    {
        Initializer[] initializers =
        [
            Initializers.GlorotUniform, Initializers.GlorotNormal, Initializers.HeUniform, Initializers.HeNormal, Initializers.LecunUniform, Initializers.LecunNormal,
            Initializers.Zeros, Initializers.Ones, Initializers.Constant(0.3f), Initializers.RandomNormal(0.1f, 0.2f), Initializers.TruncatedNormal(0.3f, 0.4f),
            Initializers.RandomUniform(-0.1f, 0.7f), new VarianceScalingInitializer(0.5f, Fan.Out, InitialDistribution.TruncatedNormal),
        ];

        Assert.All(initializers, initializer => AssertComesBack(Network.Sequential(
            new(8, 8, 2),
            new Conv2D(2, 3) { KernelInitializer = initializer, BiasInitializer = initializer, Trainable = false },
            new DepthwiseConv2D(1) { DepthwiseInitializer = initializer, BiasInitializer = initializer },
            new SeparableConv2D(2, 1) { DepthwiseInitializer = initializer, PointwiseInitializer = initializer, BiasInitializer = initializer },
            new Conv2DTranspose(2, 1) { KernelInitializer = initializer, BiasInitializer = initializer },
            new BatchNormalization { BetaInitializer = initializer, GammaInitializer = initializer, Trainable = false },
            new GroupNormalization { Groups = 1, BetaInitializer = initializer, GammaInitializer = initializer },
            new LayerNormalization { BetaInitializer = initializer, GammaInitializer = initializer },
            new PReLU { AlphaInitializer = initializer },
            new Flatten(),
            new Dense(2) { KernelInitializer = initializer, BiasInitializer = initializer, Trainable = false })));
    }

    [Fact]
    public void A_network_with_names_of_its_own_keeps_them()
    {
        var image = Symbol.FromInput(new InputLayer(new(4, 4, 1)) { Name = "Bild 数字" });

        AssertComesBack(new Network(image, image.Apply(new Conv2D(1, 1) { Name = "größe" }), "net \"work\""));
    }

    [Fact]
    public void The_configuration_of_a_chain_is_that_of_a_Sequential() => AssertWrites(
        Network.Sequential(new(28, 28, 1), new Conv2D(6, 3) { Padding = Padding.Same }, new MaxPooling2D(), new Flatten(), new Dense(10, Activation.Softmax)),
        """
        {"module": "keras", "class_name": "Sequential", "config": {"name": "sequential", "trainable": true, "layers": [
        {"module": "keras.layers", "class_name": "InputLayer", "config": {"name": "input_layer", "batch_shape": [null, 28, 28, 1], "dtype": "float32", "sparse": false}, "registered_name": null},
        {"module": "keras.layers", "class_name": "Conv2D", "config": {"name": "conv2d", "trainable": true, "filters": 6, "kernel_size": [3, 3], "strides": [1, 1], "padding": "same",
         "data_format": "channels_last", "dilation_rate": [1, 1], "groups": 1, "activation": "linear", "use_bias": true,
         "kernel_initializer": {"module": "keras.initializers", "class_name": "GlorotUniform", "config": {"seed": null}, "registered_name": null},
         "bias_initializer": {"module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null}}, "registered_name": null},
        {"module": "keras.layers", "class_name": "MaxPooling2D", "config": {"name": "max_pooling2d", "trainable": true, "pool_size": [2, 2], "strides": null, "padding": "valid", "data_format": "channels_last"}, "registered_name": null},
        {"module": "keras.layers", "class_name": "Flatten", "config": {"name": "flatten", "trainable": true, "data_format": "channels_last"}, "registered_name": null},
        {"module": "keras.layers", "class_name": "Dense", "config": {"name": "dense", "trainable": true, "units": 10, "activation": "softmax", "use_bias": true,
         "kernel_initializer": {"module": "keras.initializers", "class_name": "GlorotUniform", "config": {"seed": null}, "registered_name": null},
         "bias_initializer": {"module": "keras.initializers", "class_name": "Zeros", "config": {}, "registered_name": null}}, "registered_name": null}],
        "build_input_shape": [null, 28, 28, 1]}, "registered_name": null}
        """);

    [Fact]
    public void The_configuration_of_a_graph_is_that_of_a_Functional_model()
    {
        var image = Symbol.Input(8, 8, 3);

        AssertWrites(new Network(image, image.ReLU().Add(image), "f"), """
            {"module": "keras.src.models.functional", "class_name": "Functional", "config": {"name": "f", "trainable": true, "layers": [
            {"module": "keras.layers", "class_name": "InputLayer", "config": {"name": "input_layer", "batch_shape": [null, 8, 8, 3], "dtype": "float32", "sparse": false}, "registered_name": null, "name": "input_layer", "inbound_nodes": []},
            {"module": "keras.layers", "class_name": "ReLU", "config": {"name": "re_lu", "trainable": true, "max_value": null, "negative_slope": 0.0, "threshold": 0.0}, "registered_name": null, "name": "re_lu",
             "inbound_nodes": [{"args": [{"class_name": "__keras_tensor__", "config": {"shape": [null, 8, 8, 3], "dtype": "float32", "keras_history": ["input_layer", 0, 0]}}], "kwargs": {}}]},
            {"module": "keras.layers", "class_name": "Add", "config": {"name": "add", "trainable": true}, "registered_name": null, "name": "add",
             "inbound_nodes": [{"args": [[
              {"class_name": "__keras_tensor__", "config": {"shape": [null, 8, 8, 3], "dtype": "float32", "keras_history": ["re_lu", 0, 0]}},
              {"class_name": "__keras_tensor__", "config": {"shape": [null, 8, 8, 3], "dtype": "float32", "keras_history": ["input_layer", 0, 0]}}]], "kwargs": {}}]}],
            "input_layers": ["input_layer", 0, 0], "output_layers": ["add", 0, 0]}, "registered_name": "Functional"}
            """);
    }

    [Fact]
    public void Weights_stand_where_Keras_looks_for_them()
    {
        var image = Symbol.Input(4, 4, 3);
        var network = new Network(image, image
            .Apply(new Normalization { Mean = [1, 2, 3], Variance = [4] }).Conv2D(2, 1).BatchNormalization()
            .Concatenate(image.Apply(new Conv2D(5, 1) { Name = "first", UseBias = false })));
        var model = new KerasModel(network, NetworkWeights.Initialize(network, 1));
        string path = _folder.File("weights.keras");

        model.Save(path);

        using var archive = ZipFile.OpenRead(path);
        Assert.Equal(["metadata.json", "config.json", "model.weights.h5"], archive.Entries.Select(entry => entry.FullName));
        Assert.All(archive.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
        using var hdf = H5File.Open(new MemoryStream(Bytes(archive, "model.weights.h5")));
        Assert.Equal([1f, 2, 3], hdf.Dataset("layers/normalization/vars/0").Read<float[]>());
        Assert.Equal([4f, 4, 4], hdf.Dataset("layers/normalization/vars/1").Read<float[]>());
        Assert.Equal((0UL, 0), ((ulong)hdf.Dataset("layers/normalization/vars/2").Space.Dimensions.Length, hdf.Dataset("layers/normalization/vars/2").Read<int>()));
        // Keras sorts by the way to the output: the branch with more layers comes first.
        Assert.Equal(model.Weights["conv2d/kernel"].Values.ToArray(), hdf.Dataset("layers/conv2d/vars/0").Read<float[]>());
        Assert.Equal([1UL, 1, 3, 2], hdf.Dataset("layers/conv2d/vars/0").Space.Dimensions);
        Assert.Equal(model.Weights["first/kernel"].Values.ToArray(), hdf.Dataset("layers/conv2d_1/vars/0").Read<float[]>());
        Assert.Equal("first", hdf.Group("layers/conv2d_1/vars").Attribute("name").Read<string>());
        Assert.Equal([1f, 1], hdf.Dataset("layers/batch_normalization/vars/3").Read<float[]>());
    }

    [Fact]
    public void What_Keras_has_no_words_for_is_refused_before_anything_is_written()
    {
        string path = _folder.File("kept.keras");
        File.WriteAllText(path, "as it was");
        var network = Network.Sequential(new(4, 4, 1), new Normalization(), new Flatten());
        var other = Network.Sequential(new(4, 4, 1), new Flatten(), new Dense(2));

        Refusal.Says<NotSupportedException>(
            "Layer 'normalization' (Normalization) has no statistics yet: they are taken from the training images. Train the network, or give Mean and Variance.",
            () => new KerasModel(network, NetworkWeights.Initialize(network, 1)).Save(path));
        Refusal.Says(
            "The weight 'dense/kernel' of the network 'sequential' is missing. (Parameter 'arrays')",
            () => new KerasModel(other, NetworkWeights.Initialize(network, 1)).Save(path));
        Assert.Throws<IOException>(() => new KerasModel(other, NetworkWeights.Initialize(other, 1)).Save(_folder.File("nowhere/x.keras")));
        Assert.Equal("as it was", File.ReadAllText(path));
        Assert.Equal(["kept.keras"], _folder.Content);
    }

    private void AssertComesBack(Network network)
    {
        var weights = SmallNetworks.RandomWeights(network);
        string path = _folder.File($"{Guid.NewGuid():N}.keras");

        Refusal.WithDecimalComma(() => new KerasModel(network, weights).Save(path));
        var loaded = KerasModel.Load(path);

        var expected = WithKerasInitializers(network);
        Assert.Equal(NetworkJson.Write(expected), NetworkJson.Write(loaded.Network));
        Assert.Equal(expected, loaded.Network);
        Assert.Equal(weights.Sha256(), loaded.Weights.Sha256());
        Assert.Equal(weights.Select(weight => weight.Path), loaded.Weights.Select(weight => weight.Path));
        // The configuration alone is the same network; statistics of a Normalization stand among the weights.
        Assert.Equal(network.Layers.Select(layer => (layer.Name, layer.Layer.Kind, layer.Shape)), KerasModel.LoadArchitecture(path).Layers.Select(layer => (layer.Name, layer.Layer.Kind, layer.Shape)));
    }

    /// <summary>Keras has no name for two initializers and would not open a file that has others than its own; the values of the file replace what they would draw.</summary>
    private static Network WithKerasInitializers(Network network)
    {
        var symbols = network.ToSymbols(layer => layer.Layer is Conv2D { KernelInitializer: DiracInitializer or PatchWhiteningInitializer } convolution
            ? convolution with { KernelInitializer = Initializers.GlorotUniform }
            : layer.Layer);
        return new Network(symbols[0], symbols[^1], network.Name);
    }

    private void AssertWrites(Network network, string expected)
    {
        string path = _folder.File("config.keras");
        new KerasModel(network, NetworkWeights.Initialize(network, 1)).Save(path);
        using var archive = ZipFile.OpenRead(path);
        var actual = JsonNode.Parse(Bytes(archive, "config.json"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual!.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private static byte[] Bytes(ZipArchive archive, string member)
    {
        using var stream = archive.GetEntry(member)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
