namespace MLNet.Cnn.Tests;

/// <summary>The <c>.h5</c> files of Keras 1 and 2: their grammar, their lists of weights.</summary>
public sealed class KerasListedFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static (string, Array)[] DenseWeights(string name, int inputs, float first) =>
        [($"{name}/kernel:0", Numbers(inputs, first)), ($"{name}/bias:0", new[] { first })];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Keras_1_is_read_in_its_own_words()
    {
        const string config = """
            {"class_name": "Sequential", "config": [
            {"class_name": "Convolution2D", "config": {"name": "c", "trainable": true, "nb_filter": 2, "nb_row": 3, "nb_col": 2, "border_mode": "same", "subsample": [2, 1], "dim_ordering": "tf",
             "bias": true, "init": "glorot_uniform", "W_regularizer": {"l2": 0.1}, "b_constraint": null, "activation": "relu", "batch_input_shape": [null, 4, 5, 3]}},
            {"class_name": "BatchNormalization", "config": {"name": "b", "mode": 0, "axis": -1, "momentum": 0.9, "epsilon": 1e-05, "beta_init": "zero", "gamma_init": "one"}},
            {"class_name": "AveragePooling2D", "config": {"name": "a", "pool_size": [2, 2], "strides": [2, 2], "border_mode": "valid", "dim_ordering": "tf"}},
            {"class_name": "Dropout", "config": {"name": "d", "p": 0.25}},
            {"class_name": "Flatten", "config": {"name": "f"}},
            {"class_name": "Dense", "config": {"name": "o", "output_dim": 1, "input_dim": null, "bias": false, "activation": "sigmoid"}}]}
            """;
        var model = KerasModel.Load(Save(config, "1.1.2",
            ("c", [("c_W:0", new float[3, 2, 3, 2]), ("c_b:0", new float[] { 1, 2 })]),
            ("b", [("b_gamma:0", new float[] { 3, 4 }), ("b_beta:0", new float[2]), ("b_running_mean:0", new float[2]), ("b_running_std:0", new float[] { 5, 6 })]),
            ("a", []), ("d", []), ("f", []),
            ("o", [("o_W:0", new float[4, 1])])));

        Assert.Equal(
            Network.Sequential(
                new(4, 5, 3),
                new Conv2D(2, (3, 2)) { Name = "c", Padding = Padding.Same, Strides = (2, 1), Activation = Activation.ReLU },
                new BatchNormalization { Name = "b", Momentum = 0.9, Epsilon = 1e-5 },
                new AveragePooling2D(2, 2) { Name = "a" },
                new Dropout(0.25) { Name = "d" },
                new Flatten { Name = "f" },
                new Dense(1, Activation.Sigmoid) { Name = "o", UseBias = false }),
            model.Network);
        Assert.Equal([1f, 2], model.Weights["c/bias"].Values.ToArray());
        Assert.Equal([3f, 4], model.Weights["b/gamma"].Values.ToArray());
        Assert.Equal([5f, 6], model.Weights["b/moving_variance"].Values.ToArray());
    }

    [Theory]
    [InlineData("sum", "Add")]
    [InlineData("mul", "Multiply")]
    [InlineData("ave", "Average")]
    [InlineData("max", "Maximum")]
    [InlineData("concat", "Concatenate")]
    public void The_merging_layer_of_Keras_1_is_one_of_todays(string mode, string kind)
    {
        string config = $$"""
            {"class_name": "Model", "config": {"name": "m", "input_layers": [["i", 0, 0]], "output_layers": [["s", 0, 0]], "layers": [
            {"class_name": "InputLayer", "name": "i", "config": {"name": "i", "batch_input_shape": [null, 2, 2, 1], "input_dtype": "float32", "sparse": false}, "inbound_nodes": []},
            {"class_name": "Activation", "name": "t", "config": {"name": "t", "activation": "tanh"}, "inbound_nodes": [[["i", 0, 0]]]},
            {"class_name": "Merge", "name": "s", "config": {"name": "s", "mode": "{{mode}}", "mode_type": "raw", "concat_axis": -1, "dot_axes": -1, "output_shape": null, "arguments": {} }, "inbound_nodes": [[["i", 0, 0], ["t", 0, 0]]]}]} }
            """;

        Assert.Equal(["InputLayer", "Activation", kind], KerasModel.Load(Save(config, "1.2.0", ("i", []), ("t", []), ("s", []))).Network.Layers.Select(layer => layer.Layer.Kind));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_nested_model_has_one_list_with_the_trainable_weights_first(bool split)
    {
        const string config = """
            {"class_name": "Sequential", "config": {"name": "outer", "layers": [
            {"class_name": "Sequential", "config": {"name": "base", "layers": [
              {"class_name": "Dense", "config": {"name": "a", "units": 1, "batch_input_shape": [null, 2]}},
              {"class_name": "BatchNormalization", "config": {"name": "n", "center": false}},
              {"class_name": "Dense", "config": {"name": "frozen", "units": 1, "trainable": false}},
              {"class_name": "Dense", "config": {"name": "b", "units": 1}}]}},
            {"class_name": "Dense", "config": {"name": "top", "units": 1}}]}}
            """;
        string path = Save(config, "2.2.0", split,
            ("base", [
                .. DenseWeights("a", 2, 10), ("n/gamma:0", new float[] { 20 }), .. DenseWeights("b", 1, 30),
                ("n/moving_mean:0", new float[] { 40 }), ("n/moving_variance:0", new float[] { 50 }), .. DenseWeights("frozen", 1, 60)]),
            ("top", DenseWeights("top", 1, 70)));

        var weights = KerasModel.Load(path).Weights;

        Assert.Equal(
            ["a/kernel 10", "a/bias 10", "n/gamma 20", "n/moving_mean 40", "n/moving_variance 50", "frozen/kernel 60", "frozen/bias 60", "b/kernel 30", "b/bias 30", "top/kernel 70", "top/bias 70"],
            weights.Select(weight => FormattableString.Invariant($"{weight.Path} {weight.Values.Span[0]}")));
    }

    [Fact]
    public void Weights_alone_go_into_a_network_by_name_or_else_by_order()
    {
        var named = Network.Sequential(new(2), new Dense(1) { Name = "a" }, new Dense(1) { Name = "b" });
        var others = Network.Sequential(new(2), new Dense(1), new Dense(1));
        string path = Save(null, "", ("b", DenseWeights("b", 1, 1)), ("a", DenseWeights("a", 2, 2)));
        string inOrder = Save(null, "", ("x", DenseWeights("x", 2, 3)), ("nothing", []), ("y", DenseWeights("y", 1, 4)));

        Assert.Equal([2f, 1], KerasModel.LoadWeights(path, named).Weights.Where(weight => weight.Path.EndsWith("bias", StringComparison.Ordinal)).Select(weight => weight.Values.Span[0]));
        Assert.Equal([3f, 4], KerasModel.LoadWeights(inOrder, others).Weights.Where(weight => weight.Path.EndsWith("bias", StringComparison.Ordinal)).Select(weight => weight.Values.Span[0]));
    }

    [Fact]
    public void What_Keras_computed_otherwise_then_is_refused_by_name()
    {
        const string dense = """{"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "a", "units": 1, "activation": "hard_sigmoid", "batch_input_shape": [null, 2]}}]}""";
        const string convolution = """{"class_name": "Sequential", "config": [{"class_name": "Convolution2D", "config": {"name": "c", "nb_filter": 1, "nb_row": 1, "nb_col": 1, "dim_ordering": "th", "batch_input_shape": [null, 1, 4, 4]}}]}""";
        const string normalization = """{"class_name": "Sequential", "config": [{"class_name": "BatchNormalization", "config": {"name": "n", "mode": 2, "batch_input_shape": [null, 2]}}]}""";
        (string, (string, Array)[])[] none = [];

        Says("Layer 'a' (Dense): the activation 'hard_sigmoid' was 0.2 x + 0.5 before Keras 3 and is x / 6 + 0.5 since.", Save(dense, "2.4.0-tf", none));
        Says("Layer 'c' (Convolution2D): the setting 'data_format' with the value \"channels_first\" is not supported.", Save(convolution, "1.0", none));
        Says("Layer 'n' (BatchNormalization): the setting 'mode' with the value 2 is not supported.", Save(normalization, "1.0", none));
        string flipped = _folder.File("flipped.h5");
        File.WriteAllBytes(flipped, KerasListedFile.Write(dense, "2.0", none, backend: "theano"));
        Says("its weights were written by Keras on Theano, which flips the kernels of convolutions.", flipped);

        static void Says(string message, string path) =>
            Assert.Contains(message, Assert.Throws<NotSupportedException>(() => KerasModel.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_open_input_takes_the_shape_that_is_given()
    {
        const string config = """{"class_name": "Sequential", "config": [{"class_name": "Conv2D", "config": {"name": "c", "filters": 1, "kernel_size": [1, 1], "batch_input_shape": [null, null, null, 2]}}]}""";
        string path = Save(config, "2.1.3", ("c", [("c/kernel:0", new float[1, 1, 2, 1]), ("c/bias:0", new float[1])]));

        Assert.Equal(new Shape(5, 6, 2), KerasModel.Load(path, new(5, 6, 2)).Network.InputShape);
        Assert.Equal(new Shape(3, 3, 2), KerasModel.LoadArchitecture(path, new(3, 3, 2)).InputShape);
        Assert.Contains(
            "Layer 'c' (Conv2D): the input has an open shape [null,null,null,2]. Say with which images it is used: KerasModel.Load(path, imageShape: new(height, width, channels)).",
            Assert.Throws<NotSupportedException>(() => KerasModel.Load(path)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "Layer 'c' (Conv2D): the input has the shape [null,null,null,2], which 5x6x3 images do not fit.",
            Assert.Throws<InvalidDataException>(() => KerasModel.Load(path, new(5, 6, 3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_that_do_not_fit_the_layers_are_refused_by_name()
    {
        const string config = """{"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {"name": "a", "units": 1, "batch_input_shape": [null, 2]}}]}""";

        Says("Layer 'a' (Dense): the file has 1 weights under 'a', but the configuration asks for 2.", Save(config, "2.1.3", ("a", [("a/kernel:0", Numbers(2, 1))])));
        Says("the weights are those of 0 layers (), but 1 layers of the network have weights (a).", Save(config, "2.1.3", ("a", [])));
        Says("Layer 'a' (Dense): the weight 'kernel' has the shape 3x1 in the file, but the configuration asks for 2x1.", Save(config, "2.1.3", ("a", DenseWeights("a", 3, 1))));
        Says("it holds weights but no configuration. Read it with KerasModel.LoadWeights, which takes the network.", Save(null, "", ("a", DenseWeights("a", 2, 1))));

        static void Says(string message, string path) =>
            Assert.Contains(message, Assert.Throws<InvalidDataException>(() => KerasModel.Load(path)).Message, StringComparison.Ordinal);
    }

    private static float[,] Numbers(int inputs, float first)
    {
        var kernel = new float[inputs, 1];
        kernel[0, 0] = first;
        return kernel;
    }

    private string Save(string? config, string version, params (string, (string, Array)[])[] layers) => Save(config, version, split: false, layers);

    private string Save(string? config, string version, bool split, params (string, (string, Array)[])[] layers)
    {
        string path = _folder.File($"{Guid.NewGuid():N}");
        File.WriteAllBytes(path, KerasListedFile.Write(config, version, layers, split));
        return path;
    }
}
