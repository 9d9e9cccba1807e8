using static MLNet.Cnn.Tests.KerasFileMaker;

namespace MLNet.Cnn.Tests;

public class KerasModelTests
{
    private static readonly byte[] DenseWeights = Weights(("dense", new float[,] { { 1, 10 }, { 2, 20 }, { 3, 30 }, { 4, 40 } }, [0.5f, -0.5f]));

    [Fact]
    public void A_model_keeps_the_names_and_computes_what_its_weights_say()
    {
        var model = Load(Sequential(TwoByTwo, FlattenLayer, DenseLayer(2, """, "activation": "relu" """)), DenseWeights);

        Assert.Equal("made", model.Network.Name);
        Assert.Equal(["image", "flatten", "scores"], model.Network.Layers.Select(layer => layer.Name));
        var output = EngineThread.Run(() =>
        {
            using var session = TorchEngine.Default.OpenSession(new EngineSettings(model.Network, model.Weights) { Threads = 1 });
            return session.Predict(new ImageBatch(new(2, 2, 1), new float[] { 1, -1, 1, 1 }), false, ["scores"])[0].Values.ToArray();
        });
        Assert.Equal([1f - 2 + 3 + 4 + 0.5f, 10f - 20 + 30 + 40 - 0.5f], output);
    }

    [Fact]
    public void Weights_are_found_by_class_and_order_and_not_by_name()
    {
        string second = """{"class_name": "Dense", "config": {"name": "a", "units": 1}}""";
        var weights = Weights(("dense", new float[4, 2], [0, 0]), ("dense_1", new float[,] { { 7 }, { 8 } }, [9]));

        var model = Load(Sequential(TwoByTwo, FlattenLayer, DenseLayer(2), second), weights);

        Assert.Equal([7f, 8], model.Weights["a/kernel"].Values.ToArray());
    }

    [Fact]
    public void A_nested_model_is_taken_apart_and_what_is_inside_a_frozen_one_is_frozen()
    {
        string inner = """{"class_name": "Sequential", "config": {"name": "base", "trainable": false, "layers": [{"class_name": "InputLayer", "config": {"name": "inner_image", "batch_shape": [null, 2, 2, 1]}}, {"class_name": "ReLU", "config": {"name": "flatten"}}]}}""";

        var network = Load(Sequential(TwoByTwo, inner, """{"class_name": "Flatten", "config": {"name": "flatten"}}""", DenseLayer(2)), DenseWeights).Network;

        Assert.Equal(["image", "flatten", "made_flatten", "scores"], network.Layers.Select(layer => layer.Name));
        Assert.Equal([true, false, true, true], network.Layers.Select(layer => layer.Layer.Trainable));
    }

    [Fact]
    public void Augmentation_vanishes_and_is_named()
    {
        var model = Load(Sequential(TwoByTwo, """{"class_name": "RandomFlip", "config": {"name": "flip", "mode": "horizontal"}}""", FlattenLayer, DenseLayer(2)), DenseWeights);

        Assert.Equal(["flip"], model.AugmentationLayers);
        Assert.Equal(["image", "flatten", "scores"], model.Network.Layers.Select(layer => layer.Name));
    }

    [Fact]
    public void A_functional_model_follows_its_nodes_in_the_grammars_of_Keras_3_and_2()
    {
        const string tensor = """{"class_name": "__keras_tensor__", "config": {"keras_history": ["image", 0, 0]}}""";
        const string relu = """{"class_name": "__keras_tensor__", "config": {"keras_history": ["r", 0, 0]}}""";
        string Functional(string add, string first, string input) => $$"""
            {"class_name": "Functional", "config": {"name": "f", "input_layers": {{input}}, "output_layers": [["sum", 0, 0]], "layers": [
            {"class_name": "Add", "name": "sum", "config": {"name": "sum"}, "inbound_nodes": {{add}}},
            {"class_name": "ReLU", "name": "r", "config": {"name": "r"}, "inbound_nodes": {{first}}},
            {"class_name": "InputLayer", "name": "image", "config": {"name": "image", "batch_shape": [null, 2, 2, 1]}, "inbound_nodes": []}] } }
            """;
        string[] grammars =
        [
            Functional($$"""[{"args": [[{{tensor}}, {{relu}}]], "kwargs": {} }]""", $$"""[{"args": [{{tensor}}], "kwargs": {"mask": null} }]""", """["image", 0, 0]"""),
            Functional("""[[["image", 0, 0, {}], ["r", 0, 0, {}]]]""", """[[["image", 0, 0, {}]]]""", """[["image", 0, 0]]"""),
        ];

        Assert.All(grammars, grammar =>
        {
            var network = Load(grammar, Weights()).Network;
            Assert.Equal(["image", "r", "sum"], network.Layers.Select(layer => layer.Name));
            Assert.Equal([0, 1], network.Layers[2].Inputs);
        });
    }

    private static KerasModel Load(string config, byte[] weights)
    {
        string path = Write(config, weights);
        try
        {
            return KerasModel.Load(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
