namespace MLNet.Cnn.Tests;

public class DenseBlocksTests
{
    [Fact]
    public void Each_layer_sees_all_before_it_and_adds_k_channels()
    {
        var image = Symbol.Input(8, 8, 5);
        var network = new Network(image, image.DenseBlock(layers: 4, growthRate: 3));

        Assert.Equal(new Shape(8, 8, 5 + 4 * 3), network.OutputShape);
        var convolutions = network.Layers.Where(layer => layer.Layer is Conv2D);
        var joined = network.Layers.Where(layer => layer.Layer is Concatenate);
        Assert.Equal([5, 8, 11, 14], convolutions.Select(layer => layer.Weights[0].Shape.Dimensions[2]));
        Assert.Equal([8, 11, 14, 17], joined.Select(layer => layer.Shape.Channels));
    }

    [Fact]
    public void A_bottleneck_narrows_to_4_k_channels_first()
    {
        var image = Symbol.Input(8, 8, 64);
        var network = new Network(image, image.DenseBlock(layers: 1, growthRate: 32, bottleneck: true));

        // DenseNet-121's first layer: keras.applications' conv2_block1_1_conv and conv2_block1_2_conv.
        Assert.Equal(
            [new Shape(1, 1, 64, 128), new Shape(3, 3, 128, 32)],
            network.Layers.Where(layer => layer.Layer is Conv2D).Select(layer => layer.Weights[0].Shape));
        Assert.Equal(new Shape(8, 8, 96), network.OutputShape);
    }

    [Theory]
    [InlineData(20, 0.5, "4x4x10")]
    [InlineData(21, 0.5, "4x4x10")]
    [InlineData(20, 1.0, "4x4x20")]
    [InlineData(1, 0.5, "4x4x1")]
    public void A_transition_halves_the_image_and_compresses_the_channels(int channels, double compression, string output) =>
        Assert.Equal(output, Symbol.Input(8, 8, channels).TransitionBlock(compression).Shape.ToString());

    [Fact]
    public void A_transition_is_normalization_ReLU_convolution_and_average()
    {
        var image = Symbol.Input(8, 8, 4);
        var network = new Network(image, image.TransitionBlock());

        Assert.Equal(
            ["InputLayer", "BatchNormalization", "ReLU", "Conv2D", "AveragePooling2D"], network.Layers.Select(layer => layer.Layer.Kind));
    }

    // The network of Keras 3.15's summary "densenet_small".
    [Fact]
    public void A_small_DenseNet_has_the_parameters_that_Keras_counts()
    {
        var image = Symbol.Input(16, 16, 3);
        var x = image.Conv2D(8, 3, padding: Padding.Same, useBias: false).DenseBlock(3, 4).TransitionBlock().DenseBlock(3, 4)
            .BatchNormalization().ReLU().GlobalAveragePooling2D().Dense(10);
        var network = new Network(image, x);

        Assert.Equal(3_934, network.ParameterCount);
        Assert.Equal(3_694, network.TrainableParameterCount);
    }

    [Fact]
    public void Refuses_settings_out_of_range()
    {
        var image = Symbol.Input(8, 8, 4);

        Assert.Throws<ArgumentOutOfRangeException>("layers", () => image.DenseBlock(0, 4));
        Assert.Throws<ArgumentOutOfRangeException>("compression", () => image.TransitionBlock(0));
        Assert.Throws<ArgumentOutOfRangeException>("compression", () => image.TransitionBlock(1.1));
        Refusal.Says("Layer 'conv2d' (Conv2D): Filters is 0, but at least 1 is needed.", () => image.DenseBlock(1, 0));
    }
}
