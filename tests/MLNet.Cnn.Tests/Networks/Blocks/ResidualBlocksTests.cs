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

    // He et al. (2015), section 3.3, option A: "extra zero entries padded for increasing dimensions", every second pixel.
    [Fact]
    public void Zero_padding_leads_every_second_pixel_past_and_zeros_for_the_missing_channels()
    {
        var image = Symbol.Input(4, 4, 1);
        var linear = new BlockStyle { Shortcut = Shortcut.ZeroPadding, Activation = new ActivationLayer(Activation.Linear) };
        var network = new Network(image, image.ResidualBlock(3, strides: 2, linear));
        var zeros = network.Layers.SelectMany(layer => layer.Weights.Where(spec => spec.Name is "kernel" or "gamma")
            .Select(spec => (layer.PathOf(spec), new float[spec.Shape.Size]))).ToArray();
        float[] pixels = [.. Enumerable.Range(1, 16).Select(i => (float)i)];

        Assert.Equal([1, 0, 0, 3, 0, 0, 9, 0, 0, 11, 0, 0], Engine.Output(network, pixels, weights: zeros));
        // Two kernels and two BatchNormalizations, nothing more.
        Assert.Equal(9 * 3 + 9 * 9 + 2 * 4 * 3, network.ParameterCount);
    }

    [Fact]
    public void Zero_padding_needs_a_multiple_of_the_channels() => Refusal.Says(
        "Shortcut.ZeroPadding leads 4 channels past 6 filters, which is no multiple of them. Choose filters that are, or Shortcut.Projection.",
        () => Symbol.Input(8, 8, 4).ResidualBlock(6, style: new BlockStyle { Shortcut = Shortcut.ZeroPadding }));

    [Theory]
    [InlineData(Shortcut.None)]
    [InlineData(Shortcut.ZeroPadding)]
    public void Pre_activation_blocks_refuse_other_shortcuts(Shortcut shortcut)
    {
        string message = $"BlockStyle.Shortcut is {shortcut}, but a pre-activation block knows only Projection. Use ResidualBlock or BottleneckBlock for the others.";

        Refusal.Says(message, () => Symbol.Input(8, 8, 4).PreActivationBlock(4, style: new BlockStyle { Shortcut = shortcut }));
        Refusal.Says(message, () => Symbol.Input(8, 8, 4).PreActivationBottleneckBlock(4, style: new BlockStyle { Shortcut = shortcut }));
    }

    [Fact]
    public void A_plain_block_adds_nothing()
    {
        var image = Symbol.Input(8, 8, 4);
        var network = new Network(image, image.ResidualBlock(4, style: new BlockStyle { Shortcut = Shortcut.None }));

        Assert.Equal(["InputLayer", "Conv2D", "BatchNormalization", "ReLU", "Conv2D", "BatchNormalization", "ReLU"], KindsOf(network));
    }

    [Fact]
    public void A_style_changes_normalization_activation_names_and_first_kernels()
    {
        var image = Symbol.Input(8, 8, 4);
        var style = new BlockStyle
        {
            Name = "b",
            Normalization = new GroupNormalization { Groups = 2 },
            Activation = new ActivationLayer(Activation.SiLU),
            KernelInitializer = Initializers.HeNormal,
            UseBias = true,
        };
        var network = new Network(image, image.ResidualBlock(4, style: style));

        Assert.Equal(["input_layer", "b_1_conv", "b_1_bn", "b_1_relu", "b_2_conv", "b_2_bn", "b_add", "b_out"], network.Layers.Select(layer => layer.Name));
        Assert.Equal(
            ["InputLayer", "Conv2D", "GroupNormalization", "Activation", "Conv2D", "GroupNormalization", "Add", "Activation"], KindsOf(network));
        Assert.Equal(new Conv2D(4, 3) { Padding = Padding.Same, KernelInitializer = Initializers.HeNormal, Name = "b_1_conv" }, network["b_1_conv"].Layer);
    }

    [Fact]
    public void Stochastic_depth_drops_the_branch_of_whole_images()
    {
        var image = Symbol.Input(8, 8, 4);
        var network = new Network(image, image.ResidualBlock(4, style: new BlockStyle { StochasticDepth = 0.25 }));

        Assert.Equal(new Dropout(0.25) { PerImage = true, Name = "dropout" }, network["dropout"].Layer);
        Assert.Equal("add", network.Layers[network.Layers.Count - 2].Name);
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

    // keras.applications.ResNet50, and the paper's figure.
    [Fact]
    public void The_strides_may_be_those_of_the_first_convolution() => Assert.Equal(
        ["28x28x128", "28x28x128", "28x28x512", "28x28x512"],
        Built(image => image.BottleneckBlock(128, strides: 2, style: new BlockStyle { StridesFirst = true }), new(56, 56, 256)).Layers
            .Where(layer => layer.Layer is Conv2D).Select(layer => layer.Shape.ToString()));

    // He et al. (2016), figure 4(e); keras.applications.ResNet50V2's conv2_block1 and conv2_block3.
    [Fact]
    public void A_pre_activation_bottleneck_projects_what_is_active_and_pools_where_only_the_size_differs()
    {
        var first = Built(image => image.PreActivationBottleneckBlock(64), new(56, 56, 64));
        var last = Built(image => image.PreActivationBottleneckBlock(64, strides: 2), new(56, 56, 256));

        // Kernels and biases: 1x1 and 3x3 without bias, 1x1 and shortcut with; BatchNormalizations of the input and of 64 twice.
        Assert.Equal(4 * 64 + 64 * 64 + 4 * 64 + 9 * 64 * 64 + 4 * 64 + 2 * (64 * 256 + 256), first.ParameterCount);
        Assert.Equal(1, last.Layers.Count(layer => layer.Layer is MaxPooling2D { PoolSize: { Height: 1, Width: 1 } }));
        Assert.Equal(new Shape(28, 28, 256), last.OutputShape);
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

    private static Network Built(Func<Symbol, Symbol> block, Shape shape)
    {
        var image = Symbol.Input(shape);
        return new Network(image, block(image));
    }

    private static string[] KindsOf(Network network) => [.. network.Layers.Select(layer => layer.Layer.Kind)];
}
