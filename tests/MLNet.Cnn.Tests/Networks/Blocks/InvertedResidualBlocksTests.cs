namespace MLNet.Cnn.Tests;

public class InvertedResidualBlocksTests
{
    // Sandler et al. (2018), table 1: t k channels inside, a depthwise convolution of stride s, k' channels linear.
    [Fact]
    public void Is_wide_inside_narrow_outside_and_adds_where_shapes_agree()
    {
        var network = Built(new InvertedResidual(8, 48));

        Assert.Equal(
            ["InputLayer", "Conv2D", "BatchNormalization", "ReLU", "DepthwiseConv2D", "BatchNormalization", "ReLU", "Conv2D", "BatchNormalization", "Add"],
            network.Layers.Select(layer => layer.Layer.Kind));
        Assert.Equal(8 * 48 + 4 * 48 + 9 * 48 + 4 * 48 + 48 * 8 + 4 * 8, network.ParameterCount);
    }

    // correct_pad: an even size gets its zeros below and to the right, an odd one all around.
    [Theory]
    [InlineData(8, 3, 0, 1, 4)]
    [InlineData(7, 3, 1, 1, 4)]
    [InlineData(8, 5, 1, 2, 4)]
    [InlineData(7, 5, 2, 2, 4)]
    public void Halves_as_SAME_padding_does(int side, int kernel, int top, int bottom, int output)
    {
        var network = Built(new InvertedResidual(16, 48) { Strides = 2, KernelSize = kernel }, side);

        Assert.Equal(new Margins(top, bottom, top, bottom), Assert.Single(network.Layers.Select(layer => layer.Layer).OfType<ZeroPadding2D>()).Padding);
        Assert.Equal(new Shape(output, output, 16), network.OutputShape);
        Assert.DoesNotContain(network.Layers, layer => layer.Layer is Add);
    }

    [Fact]
    public void Does_not_expand_to_the_channels_it_has() =>
        Assert.Single(Built(new InvertedResidual(16, 8)).Layers, layer => layer.Layer is Conv2D);

    // Hu et al. (2018): z = mean, s = sigmoid(W2 relu(W1 z)), x * s; here W1 and W2 are 1.
    [Fact]
    public void Squeeze_and_excitation_weighs_channels_by_their_means()
    {
        var image = Symbol.Input(1, 2, 2);
        var network = new Network(image, image.SqueezeAndExcite(new SqueezeAndExcitation(1)));
        (string, float[])[] ones = [("conv2d/kernel", [1, 1]), ("conv2d_1/kernel", [1, -1])];

        float[] output = Engine.Output(network, [1, 2, 3, 4], weights: ones);

        // Means 2 and 3, squeezed to 5; gates sigmoid(5) and sigmoid(-5).
        float up = 1 / (1 + MathF.Exp(-5)), down = 1 / (1 + MathF.Exp(5));
        Engine.AssertClose([1 * up, 2 * down, 3 * up, 4 * down], output, 1e-6);
    }

    [Fact]
    public void Refuses_strides_other_than_1_and_2() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Built(new InvertedResidual(8, 48) { Strides = 3 }));

    private static Network Built(InvertedResidual block, int side = 8)
    {
        var image = Symbol.Input(side, side, 8);
        return new Network(image, image.InvertedResidualBlock(block));
    }
}
