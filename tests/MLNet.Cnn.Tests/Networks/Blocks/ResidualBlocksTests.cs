namespace MLNet.Cnn.Tests;

public class ResidualBlocksTests
{
    [Fact]
    public void Equal_shapes_need_no_convolution_in_the_shortcut()
    {
        var image = Symbol.Input(8, 8, 4);
        var network = new Network(image, image.ResidualBlock(4));

        Assert.Equal(
            ["InputLayer", "Conv2D", "BatchNormalization", "ReLU", "Conv2D", "BatchNormalization", "Add", "ReLU"], KindsOf(network));
        Assert.Equal([5, 0], network["add"].Inputs);
        // Two kernels 3*3*4*4 without bias, two BatchNormalizations of 4*4.
        Assert.Equal(2 * 144 + 2 * 16, network.ParameterCount);
    }

    [Theory]
    [InlineData(4, 2, "4x4x4")]
    [InlineData(6, 1, "7x8x6")]
    [InlineData(6, 2, "4x4x6")]
    public void Other_shapes_go_through_a_1x1_convolution(int filters, int strides, string output)
    {
        var image = Symbol.Input(7, 8, 4);
        var network = new Network(image, image.ResidualBlock(filters, strides));

        Assert.Equal(output, network.OutputShape.ToString());
        Assert.Equal(new Shape(1, 1, 4, filters), network["conv2d_2"].Weights[0].Shape);
        Assert.Equal([0], network["conv2d_2"].Inputs);
        Assert.Equal(3, KindsOf(network).Count(kind => kind == "Conv2D"));
    }

    [Fact]
    public void The_last_ReLU_can_be_left_out()
    {
        var image = Symbol.Input(8, 8, 4);

        Assert.Equal(new Add(), image.ResidualBlock(4, finalReLU: false).Layer);
        Assert.Equal(new ReLU(), image.ResidualBlock(4).Layer);
        Assert.Equal(new Add(), image.BottleneckBlock(4, finalReLU: false).Layer);
        Assert.Equal(new ReLU(), image.BottleneckBlock(4).Layer);
    }

    [Fact]
    public void A_bottleneck_is_1x1_3x3_1x1()
    {
        var image = Symbol.Input(8, 8, 64);
        var network = new Network(image, image.BottleneckBlock(16));

        Assert.Equal(new Shape(8, 8, 64), network.OutputShape);
        Assert.Equal(
            [new Shape(1, 1, 64, 16), new Shape(3, 3, 16, 16), new Shape(1, 1, 16, 64)],
            network.Layers.Where(layer => layer.Layer is Conv2D).Select(layer => layer.Weights[0].Shape));
    }

    // He et al. (2015), table 1, conv3_1 of ResNet-50; keras.applications.ResNet50 has the same numbers, plus biases.
    [Fact]
    public void The_first_bottleneck_of_a_stage_halves_the_image_at_its_3x3_convolution()
    {
        var image = Symbol.Input(56, 56, 256);
        var network = new Network(image, image.BottleneckBlock(128, strides: 2));

        Assert.Equal(new Shape(28, 28, 512), network.OutputShape);
        Assert.Equal(["56x56x128", "28x28x128", "28x28x512", "28x28x512"],
            network.Layers.Where(layer => layer.Layer is Conv2D).Select(layer => layer.Shape.ToString()));
        Assert.Equal(256 * 128 + 9 * 128 * 128 + 128 * 512 + 256 * 512 + 4 * (128 + 128 + 512 + 512), network.ParameterCount);
    }

    [Fact]
    public void The_expansion_of_a_bottleneck_is_a_setting() =>
        Assert.Equal(new Shape(8, 8, 32), Symbol.Input(8, 8, 64).BottleneckBlock(16, expansion: 2).Shape);

    [Fact]
    public void Convolutions_have_no_bias_because_normalization_follows()
    {
        var image = Symbol.Input(8, 8, 4);
        var network = new Network(image, image.ResidualBlock(8).BottleneckBlock(4));

        Assert.All(network.Layers.Select(layer => layer.Layer).OfType<Conv2D>(), layer => Assert.False(layer.UseBias));
    }

    private static string[] KindsOf(Network network) => [.. network.Layers.Select(layer => layer.Layer.Kind)];
}
