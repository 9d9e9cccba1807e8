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

    [Theory]
    [InlineData("RandomFlip", """ "mode": "vertical" """)]
    [InlineData("RandomRotation", """ "factor": [-0.1, 0.2], "fill_mode": "constant", "fill_value": 0.5, "interpolation": "nearest" """)]
    [InlineData("RandomZoom", """ "height_factor": 0.25, "width_factor": null, "fill_mode": "wrap" """)]
    [InlineData("RandomZoom", """ "height_factor": [-0.5, 0], "width_factor": [0.1, 0.25] """)]
    [InlineData("RandomTranslation", """ "height_factor": 0.125, "width_factor": [0, 0.5], "fill_mode": "nearest" """)]
    [InlineData("RandomContrast", """ "factor": [0, 0.1], "value_range": [0, 255] """)]
    [InlineData("RandomContrast", """ "factor": 0.1 """)]
    [InlineData("RandomBrightness", """ "factor": 0.2, "value_range": [0, 1] """)]
    [InlineData("RandomSaturation", """ "factor": [0.25, 0.75], "value_range": [0, 255] """)]
    [InlineData("RandomCrop", """ "height": 2, "width": 2 """)]
    public void Augmentation_has_the_arguments_of_Keras(string kind, string arguments)
    {
        var augmentation = Load(Sequential(TwoByTwo, $$"""{"class_name": "{{kind}}", "config": {"name": "a", "seed": null, "data_format": "channels_last", {{arguments}} } }""", FlattenLayer, DenseLayer(2)), DenseWeights).Augmentation;

        AugmentationOperation expected = (kind, arguments) switch
        {
            ("RandomFlip", _) => new RandomFlip(FlipMode.Vertical),
            ("RandomRotation", _) => new RandomRotation((-0.1, 0.2)) { FillMode = FillMode.Constant, FillValue = 0.5, Interpolation = Interpolation.Nearest },
            ("RandomZoom", var text) when text.Contains("wrap", StringComparison.Ordinal) => new RandomZoom(0.25) { FillMode = FillMode.Wrap },
            ("RandomZoom", _) => new RandomZoom((-0.5, 0), (0.1, 0.25)),
            ("RandomTranslation", _) => new RandomTranslation((-0.125, 0.125), (0, 0.5)) { FillMode = FillMode.Nearest },
            ("RandomContrast", var text) when text.Contains('[', StringComparison.Ordinal) => new RandomContrast((0, 0.1)) { ValueRange = (0, 255) },
            ("RandomContrast", _) => new RandomContrast(0.1),
            ("RandomBrightness", _) => new RandomBrightness((-0.2, 0.2)) { ValueRange = (0, 1) },
            ("RandomSaturation", _) => new RandomSaturation((0.25, 0.75)) { ValueRange = (0, 255) },
            _ => new RandomCrop(2, 2),
        };
        Assert.Equal([expected], augmentation);
    }

    [Fact]
    public void Augmentation_behind_a_Rescaling_is_told_in_the_pixels_that_come_in()
    {
        // 0-255 to -1-1: what is 0 there is 127.5 here.
        string[] layers =
        [
            """{"class_name": "Rescaling", "config": {"name": "r", "scale": 0.00784313725490196, "offset": -1}}""",
            """{"class_name": "RandomBrightness", "config": {"name": "b", "factor": 0.1, "value_range": [-1, 1]}}""",
            """{"class_name": "RandomRotation", "config": {"name": "t", "factor": 0.1, "fill_mode": "constant", "fill_value": 0}}""",
        ];

        var augmentation = Load(Sequential([TwoByTwo, .. layers, FlattenLayer, DenseLayer(2)]), DenseWeights).Augmentation;

        var range = Assert.IsType<RandomBrightness>(augmentation[0]).ValueRange!.Value;
        Assert.Equal((0, 255, 127.5), (range.Lowest, Math.Round(range.Highest, 9), Math.Round(Assert.IsType<RandomRotation>(augmentation[1]).FillValue, 9)));
    }

    [Fact]
    public void Augmentation_of_something_else_than_images_is_only_named()
    {
        var model = Load(Sequential(TwoByTwo, """{"class_name": "ReLU", "config": {"name": "r"}}""", """{"class_name": "RandomFlip", "config": {"name": "flip"}}""", FlattenLayer, DenseLayer(2)), DenseWeights);

        Assert.Equal(["flip"], model.AugmentationLayers);
        Assert.Equal(Augmentation.None, model.Augmentation);
    }

    // keras/src/layers/preprocessing/image_preprocessing/random_crop.py: the largest window of the target's proportions, resized.
    [Theory]
    [InlineData(8, 16, 8, 16, "")]
    [InlineData(8, 16, 8, 8, "crop CenterCrop 8x8x1")]
    [InlineData(8, 16, 4, 8, "crop Resizing 4x8x1")]
    [InlineData(9, 16, 4, 4, "crop_window CenterCrop 9x9x1; crop Resizing 4x4x1")]
    [InlineData(3, 5, 6, 4, "crop_window CenterCrop 3x2x1; crop Resizing 6x4x1")]
    public void A_random_crop_cuts_the_middle_in_inference(int height, int width, int cropHeight, int cropWidth, string layers)
    {
        string image = $$"""{"class_name": "InputLayer", "config": {"name": "image", "batch_shape": [null, {{height}}, {{width}}, 1]} }""";
        string crop = $$"""{"class_name": "RandomCrop", "config": {"name": "crop", "height": {{cropHeight}}, "width": {{cropWidth}}, "seed": 3} }""";

        var network = Load(Sequential(image, crop, FlattenLayer), Weights()).Network;

        Assert.Equal(layers, string.Join("; ", network.Layers.Skip(1).SkipLast(1).Select(layer => $"{layer.Name} {layer.Layer.Kind} {layer.Shape}")));
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
