using static MLNet.Cnn.Tests.KerasFileMaker;

namespace MLNet.Cnn.Tests;

/// <summary>Operations with a number, as Keras 3 and tf.keras 2 write them, and layers that do nothing when scoring.</summary>
public sealed class KerasOperationsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Add", "[X, 3.0]", 1, 3)]
    [InlineData("Add", "[3, X]", 1, 3)]
    [InlineData("Subtract", "[X, 2.5]", 1, -2.5)]
    [InlineData("Subtract", "[1.0, X]", -1, 1)]
    [InlineData("Multiply", "[X, 0.16666666666666666]", 1 / 6.0, 0)]
    [InlineData("Multiply", """[X, {"class_name": "__numpy__", "config": {"value": 4.0, "dtype": "float32"}}]""", 4, 0)]
    [InlineData("Divide", "[X, 6]", 1 / 6.0, 0)]
    [InlineData("TrueDivide", "[X, 127.5]", 1 / 127.5, 0)]
    [InlineData("Negative", "[X]", -1, 0)]
    public void An_operation_of_Keras_3_is_a_rescaling(string operation, string arguments, double scale, double offset)
    {
        var network = Architecture(Functional(operation, $$"""[{"args": {{arguments.Replace("X", Tensor("image"), StringComparison.Ordinal)}}, "kwargs": {} }]"""));

        Assert.Equal(new Rescaling(scale, offset) { Name = "op" }, network.Layers[1].Layer);
    }

    [Theory]
    [InlineData("__operators__.add", """["image", 0, 0, {"y": 3.0, "name": null}]""", 1, 3)]
    [InlineData("math.subtract", """["image", 0, 0, {"y": 1.0, "name": null}]""", 1, -1)]
    [InlineData("math.subtract", """["_CONSTANT_VALUE", -1, 1.0, {"y": ["image", 0, 0], "name": null}]""", -1, 1)]
    [InlineData("math.multiply", """["image", 0, 0, {"y": 0.16666667163372040, "name": null}]""", 0.16666667163372040, 0)]
    [InlineData("math.truediv", """["image", 0, 0, {"y": 127.5, "name": null}]""", 1 / 127.5, 0)]
    [InlineData("math.negative", """["image", 0, 0, {"name": null}]""", -1, 0)]
    public void An_operation_of_TensorFlow_is_a_rescaling(string function, string node, double scale, double offset)
    {
        var network = Architecture(Functional("TFOpLambda", $"[{node}]", $$""", "trainable": true, "dtype": "float32", "function": "{{function}}" """, """, "keras_version": "2.11.0" """));

        Assert.Equal(new Rescaling(scale, offset) { Name = "op" }, network.Layers[1].Layer);
    }

    [Theory]
    [InlineData("AddV2", """{"1": 3.0}""", 1, 3)]
    [InlineData("Sub", """{"0": 1.0}""", -1, 1)]
    [InlineData("Mul", """{"1": 0.5}""", 0.5, 0)]
    public void An_operation_of_the_first_tf_keras_is_a_rescaling(string operation, string constants, double scale, double offset)
    {
        var network = Architecture(Functional(
            "TensorFlowOpLayer", """[[["image", 0, 0, {}]]]""", $$""", "node_def": {"op": "{{operation}}"}, "constants": {{constants}} """, """, "keras_version": "2.3.0-tf" """));

        Assert.Equal(new Rescaling(scale, offset) { Name = "op" }, network.Layers[1].Layer);
    }

    [Fact]
    public void An_operation_of_TensorFlow_on_two_layers_is_the_merging_layer()
    {
        var network = Architecture(Functional("TFOpLambda", """[["image", 0, 0, {"y": ["image", 0, 0], "name": null}]]""", """, "function": "math.multiply" """, """, "keras_version": "2.11.0" """));

        Assert.Equal(new Multiply { Name = "op" }, network.Layers[1].Layer);
        Assert.Equal([0, 0], network.Layers[1].Inputs);
    }

    [Theory]
    [InlineData("Divide", "[1.0, X]", "Layer 'op' (Divide): the operation with the number 1 in front is not supported; x + a, x - a, a - x, x * a and x / a are. Replace it by layers and save the model again.")]
    [InlineData("Divide", "[X, 0]", "Layer 'op' (Divide): the operation with the number 0 is not supported; ")]
    [InlineData("Power", "[X, 2.5]", "Layer 'op' (Power): the operation with the number 2.5 is not supported; ")]
    [InlineData("Add", "[X, [1.0, 2.0]]", "Layer 'op' (Add): the setting 'inbound_nodes' with the value 2.0 is not supported.")]
    [InlineData("Flatten", "[X, 3.0]", "Layer 'op' (Flatten): the setting 'inbound_nodes' with the value 3.0 is not supported.")]
    public void What_is_not_linear_is_refused_by_name(string operation, string arguments, string message) => Refusal.WithDecimalComma(() => Assert.Contains(
        message,
        Assert.Throws<NotSupportedException>(() => Architecture(Functional(operation, $$"""[{"args": {{arguments.Replace("X", Tensor("image"), StringComparison.Ordinal)}}, "kwargs": {} }]"""))).Message,
        StringComparison.Ordinal));

    [Fact]
    public void An_unknown_operation_of_TensorFlow_is_refused_by_name() => Assert.Contains(
        "Layer 'op' (TFOpLambda): the operation 'expand_dims' of TensorFlow is not supported; +, -, * and / are. Replace it by layers and save the model again.",
        Assert.Throws<NotSupportedException>(() => Architecture(Functional("TFOpLambda", """[["image", 0, 0, {"axis": 1}]]""", """, "function": "expand_dims" """, """, "keras_version": "2.11.0" """))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("DepthwiseConv2D", "")]
    [InlineData("SeparableConv2D", """, "filters": 2""")]
    [InlineData("Conv2DTranspose", """, "filters": 2""")]
    public void One_group_says_nothing_and_more_are_refused(string kind, string more)
    {
        string Layer(int groups) => Sequential(TwoByTwo, $$"""{"class_name": "{{kind}}", "config": {"name": "conv", "kernel_size": [1, 1], "groups": {{groups}}{{more}} } }""");

        Assert.Equal(kind, Architecture(Layer(1)).Layers[1].Layer.Kind);
        Assert.Contains($"Layer 'conv' ({kind}): the setting 'groups' with the value 2 is not supported.", Assert.Throws<NotSupportedException>(() => Architecture(Layer(2))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_that_only_training_has_are_left_out_and_named()
    {
        string path = Write(
            Sequential(
                TwoByTwo,
                """{"class_name": "GaussianNoise", "config": {"name": "noise", "stddev": 0.1, "seed": null}}""",
                FlattenLayer,
                """{"class_name": "GaussianDropout", "config": {"name": "gaussian", "rate": 0.1, "seed": 3}}""",
                """{"class_name": "AlphaDropout", "config": {"name": "alpha", "rate": 0.1, "noise_shape": null}}""",
                """{"class_name": "ActivityRegularization", "config": {"name": "activity", "l1": 0.1, "l2": 0.0}}""",
                DenseLayer(2)),
            Weights(("dense", new float[4, 2], [0, 0])));
        var model = KerasModel.Load(path);
        File.Delete(path);

        Assert.Equal(["noise", "gaussian", "alpha", "activity"], model.TrainingOnlyLayers);
        Assert.Equal(["InputLayer", "Flatten", "Dense"], model.Network.Layers.Select(layer => layer.Layer.Kind));
        Assert.Empty(model.AugmentationLayers);
    }

    [Fact]
    public void They_compute_what_Keras_computes_to_the_last_digit()
    {
        float[] pixels = [-4, -1, 0.3f, 7];
        var network = Architecture($$"""
            {"class_name": "Functional", "config": {"name": "made", "layers": [
            {"class_name": "InputLayer", "name": "image", "config": {"name": "image", "batch_shape": [null, 2, 2, 1]}, "inbound_nodes": []},
            {"class_name": "Add", "name": "plus", "config": {"name": "plus"}, "inbound_nodes": [{"args": [{{Tensor("image")}}, 3.0], "kwargs": {} }]},
            {"class_name": "ReLU", "name": "relu6", "config": {"name": "relu6", "max_value": 6.0}, "inbound_nodes": [{"args": [{{Tensor("plus")}}], "kwargs": {} }]},
            {"class_name": "Multiply", "name": "sixth", "config": {"name": "sixth"}, "inbound_nodes": [{"args": [{{Tensor("relu6")}}, 0.16666666666666666], "kwargs": {} }]}],
            "input_layers": [["image", 0, 0]], "output_layers": [["sixth", 0, 0]]} }
            """);
        var weights = NetworkWeights.Initialize(network, 1);

        float[] expected = [.. pixels.Select(x => MathF.Min(MathF.Max(x + 3f, 0), 6) * (float)(1 / 6.0))];
        Assert.Equal(expected, OnnxRun.Output(network, weights, pixels));
        foreach (bool training in (bool[])[false, true])
        {
            Assert.Equal(expected, EngineThread.Run(() =>
            {
                using var session = TorchEngine.Default.OpenSession(new EngineSettings(network, weights) { Threads = 1 });
                return session.Predict(new ImageBatch(network.InputShape, pixels), training, ["sixth"])[0].Values.ToArray();
            }));
        }
    }

    [Fact]
    [Trait("Category", "Conformance")]
    public void The_files_that_failed_are_read()
    {
        var operations = KerasModel.LoadArchitecture(ConformanceFolder.Require("..", "cases", "keras", "operations-with-a-number.json"));
        var groups = KerasModel.LoadArchitecture(ConformanceFolder.Require("..", "cases", "keras", "groups-of-one-and-noise.json"));

        Assert.Equal(["InputLayer", "Conv2D", "Rescaling", "ReLU", "Rescaling", "Multiply"], operations.Layers.Select(layer => layer.Layer.Kind));
        Assert.Equal(["InputLayer", "DepthwiseConv2D", "SeparableConv2D", "Conv2DTranspose", "GlobalAveragePooling2D", "Dense"], groups.Layers.Select(layer => layer.Layer.Kind));
    }

    private Network Architecture(string config)
    {
        string path = _folder.File("config.json");
        File.WriteAllText(path, config);
        return KerasModel.LoadArchitecture(path);
    }

    private static string Tensor(string layer) => $$"""{"class_name": "__keras_tensor__", "config": {"shape": [null, 2, 2, 1], "dtype": "float32", "keras_history": ["{{layer}}", 0, 0] } }""";

    /// <summary>An image, and an operation on it.</summary>
    private static string Functional(string operation, string nodes, string settings = "", string version = "") => $$"""
        {"class_name": "Functional", "config": {"name": "made", "layers": [
        {"class_name": "InputLayer", "name": "image", "config": {"name": "image", "batch_shape": [null, 2, 2, 1]}, "inbound_nodes": []},
        {"class_name": "{{operation}}", "name": "op", "config": {"name": "op"{{settings}} }, "inbound_nodes": {{nodes}} } ],
        "input_layers": [["image", 0, 0]], "output_layers": [["op", 0, 0]]}{{version}} }
        """;
}
