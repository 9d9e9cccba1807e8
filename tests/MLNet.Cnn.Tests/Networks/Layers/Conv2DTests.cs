namespace MLNet.Cnn.Tests;

public class Conv2DTests
{
    [Theory]
    [InlineData(1, Padding.Valid, "7x6x4")]
    [InlineData(1, Padding.Same, "9x8x4")]
    [InlineData(2, Padding.Valid, "4x3x4")]
    [InlineData(2, Padding.Same, "5x4x4")]
    [InlineData(3, Padding.Same, "3x3x4")]
    public void Gives_the_output_shape(int strides, Padding padding, string output) => Assert.Equal(
        output, OutputOf(new(9, 8, 2), new Conv2D(4, 3) { Strides = strides, Padding = padding }).ToString());

    [Fact]
    public void Height_and_width_have_settings_of_their_own() => Assert.Equal(
        new Shape(7, 2, 1), OutputOf(new(9, 8, 2), new Conv2D(1, (3, 5)) { Strides = (1, 2) }));

    [Fact]
    public void Three_channels_and_two_kernels_have_54_weights()
    {
        var network = Network.Sequential(new(5, 5, 3), new Conv2D(2, 3) { UseBias = false });

        Assert.Equal(new Shape(3, 3, 2), network.OutputShape);
        Assert.Equal(54, network.ParameterCount);
        Assert.Equal(new Shape(3, 3, 3, 2), Assert.Single(network["conv2d"].Weights).Shape);
    }

    [Fact]
    public void Dilation_2_makes_3x3_cover_5x5_with_the_same_weights()
    {
        var dilated = Network.Sequential(new(5, 5, 1), new Conv2D(1, 3) { DilationRate = 2 });

        Assert.Equal(new Shape(1, 1, 1), dilated.OutputShape);
        Assert.Equal(3 * 3 + 1, dilated.ParameterCount);
    }

    [Fact]
    public void The_weights_are_kernel_then_bias()
    {
        var weights = Network.Sequential(new(9, 9, 6), new Conv2D(4, (3, 5)) { Groups = 2 })["conv2d"].Weights;

        Assert.Equal(["kernel", "bias"], weights.Select(weight => weight.Name));
        Assert.Equal([new Shape(3, 5, 3, 4), new Shape(4)], weights.Select(weight => weight.Shape));
        Assert.Equal([Initializers.GlorotUniform, Initializers.Zeros], weights.Select(weight => weight.Initializer));
        Assert.All(weights, weight => Assert.True(weight.Trainable));
    }

    [Fact]
    public void A_frozen_layer_has_no_trainable_parameters()
    {
        var layer = Network.Sequential(new(9, 9, 1), new Conv2D(4, 3) { Trainable = false })["conv2d"];

        Assert.Equal(40, layer.ParameterCount);
        Assert.Equal(0, layer.TrainableParameterCount);
    }

    [Fact]
    public void Refuses_a_kernel_that_does_not_fit_the_image()
    {
        Says("a 5x5 kernel does not fit the 9x4x1 input under Padding.Valid. Use Padding.Same, a smaller kernel or a larger image.",
            new(9, 4, 1), new Conv2D(4, 5));
        Says("a 5x5 kernel with DilationRate 2 covers 9x9 pixels and does not fit the 7x7x64 input under Padding.Valid. Use Padding.Same, a smaller kernel or a larger image.",
            new(7, 7, 64), new Conv2D(4, 5) { DilationRate = 2 });
        Says("a 3x3 kernel with DilationRate 1x4 covers 3x9 pixels and does not fit the 7x7x1 input under Padding.Valid. Use Padding.Same, a smaller kernel or a larger image.",
            new(7, 7, 1), new Conv2D(4, 3) { DilationRate = (1, 4) });
    }

    [Fact]
    public void Refuses_settings_out_of_range()
    {
        var image = new Shape(9, 9, 6);

        Says("Filters is 0, but at least 1 is needed.", image, new Conv2D(0, 3));
        Says("KernelSize is 0x3, but both sides must be at least 1.", image, new Conv2D(4, (0, 3)));
        Says("Strides is 1x0, but both must be at least 1.", image, new Conv2D(4, 3) { Strides = (1, 0) });
        Says("DilationRate is -1x-1, but both must be at least 1.", image, new Conv2D(4, 3) { DilationRate = -1 });
        Says("Strides 2x1 together with DilationRate 1x2 is not supported, as in Keras: set one of them to 1.",
            image, new Conv2D(4, 3) { Strides = (2, 1), DilationRate = (1, 2) });
    }

    [Theory]
    [InlineData(4, 4)] // does not divide the 6 channels
    [InlineData(3, 4)] // does not divide the 4 filters
    [InlineData(0, 4)]
    public void Refuses_groups_that_do_not_divide(int groups, int filters) => Says(
        $"Groups is {groups}, which must divide both the 6 channels of the input and the {filters} filters.",
        new(9, 9, 6), new Conv2D(filters, 3) { Groups = groups });

    [Fact]
    public void Refuses_a_vector() => Refusal.Says(
        "Layer 'conv2d' (Conv2D): it needs an image (height, width, channels), but its input has the shape 81. Put it before Flatten and the global poolings.",
        () => Network.Sequential(new(9, 9, 1), new Flatten(), new Conv2D(4, 3)));

    private static void Says(string message, Shape image, Conv2D layer) =>
        Refusal.Says($"Layer 'conv2d' (Conv2D): {message}", () => OutputOf(image, layer));

    private static Shape OutputOf(Shape image, Layer layer) => Network.Sequential(image, layer).OutputShape;
}
