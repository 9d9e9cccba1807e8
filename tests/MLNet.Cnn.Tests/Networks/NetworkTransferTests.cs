namespace MLNet.Cnn.Tests;

public class NetworkTransferTests
{
    private static readonly Network Old = Network.Sequential(
        new(8, 8, 1), new Conv2D(2, 3), new GlobalAveragePooling2D(), new Dense(4) { Name = "predictions" });

    [Fact]
    public void A_new_head_takes_the_place_of_the_last_Dense_layer()
    {
        var network = Old.WithNewHead().Build(Old.InputShape, 7);

        Assert.Equal(["input_layer", "conv2d", "global_average_pooling2d", "head"], network.Layers.Select(layer => layer.Name));
        Assert.Equal(new Dense(7) { Name = "head" }, network.Layers[^1].Layer);
    }

    [Theory]
    [InlineData(Activation.Softmax)]
    [InlineData(Activation.Sigmoid)]
    [InlineData(Activation.Linear)]
    public void Leaves_out_what_stands_behind_the_old_one(Activation activation)
    {
        var symbols = Old.ToSymbols();
        var inside = new Network(symbols[0], symbols[^1].Inputs[0].Dense(4, activation));
        var behind = new Network(symbols[0], symbols[^1].Activation(activation));

        Assert.Equal(new Dense(2) { Name = "head" }, inside.WithNewHead().Build(Old.InputShape, 2).Layers[^1].Layer);
        Assert.Equal("global_average_pooling2d", behind.WithNewHead().Build(Old.InputShape, 2).Layers[^2].Name);
    }

    [Fact]
    public void Leaves_out_the_scaling_of_the_old_logits()
    {
        var network = Networks.FastCifar(width: 0.125).Build(new(32, 32, 3), 10);

        var renewed = network.WithNewHead().Build(network.InputShape, 4);

        Assert.Equal(["max_pool", "head"], renewed.Layers.TakeLast(2).Select(layer => layer.Name));
        Assert.Equal(new Shape(4), renewed.OutputShape);
        Assert.Equal("max_pool", network.UpTo().Layers[^1].Name);
    }

    [Fact]
    public void A_convolution_of_a_single_pixel_is_a_head()
    {
        var network = Networks.MobileNetV3Small().Build(new(32, 32, 3), 10);

        var renewed = network.WithNewHead().Build(network.InputShape, 4);

        Assert.Equal(["top_dropout", "flatten", "head"], renewed.Layers.TakeLast(3).Select(layer => layer.Name));
        Assert.Equal(new Shape(4), renewed.OutputShape);
        Assert.Equal(new Shape(1, 1, 1024), network.UpTo().OutputShape);
        Assert.Equal("conv_2", network.LayersByStage()[^1][^1]);
        // Of 1,024 features and a bias, for 4 classes instead of 10.
        Assert.Equal(network.ParameterCount - 1025 * 6, renewed.ParameterCount);
    }

    [Fact]
    public void A_layer_of_several_places_is_none()
    {
        var symbols = Old.ToSymbols();
        var network = new Network(symbols[0], symbols[1].Dense(3).Flatten());

        Refusal.Says(
            "The network 'functional' has no head to replace or take off: its last layer is 'dense' (Dense) on 6x6x2, but it must be a Dense layer on a vector or a Conv2D on a single pixel. Build the new network from its layers, or name the layer that gives the features.",
            () => network.WithNewHead());
    }

    [Fact]
    public void A_head_is_replaced_again_under_another_name()
    {
        var first = Old.WithNewHead().Build(Old.InputShape, 2);
        var second = first.WithNewHead().Build(Old.InputShape, 2);

        // Else the old head's weights would be taken over.
        Assert.Equal("head_1", second.Layers[^1].Name);
        Assert.Equal("head", second.WithNewHead().Build(Old.InputShape, 2).Layers[^1].Name);
    }

    [Fact]
    public void Up_to_a_layer_is_the_network_that_ends_there()
    {
        Assert.Equal(new Shape(2), Old.UpTo().OutputShape);
        Assert.Equal(new Shape(6, 6, 2), Old.UpTo("conv2d").OutputShape);
        Assert.Equal(512, Networks.ResNet18().Build(new(32, 32, 3), 10).UpTo().OutputShape.Size);
    }

    [Fact]
    public void A_network_without_a_Dense_layer_at_its_end_has_no_head()
    {
        var network = Network.Sequential(new(8, 8, 1), new Conv2D(2, 3), new GlobalAveragePooling2D());

        Refusal.Says(
            "The network 'sequential' has no head to replace or take off: its last layer is 'global_average_pooling2d' (GlobalAveragePooling2D) on 6x6x2, but it must be a Dense layer on a vector or a Conv2D on a single pixel. Build the new network from its layers, or name the layer that gives the features.",
            () => network.WithNewHead());
        Refusal.Says<KeyNotFoundException>(
            "The network 'sequential' has no layer 'fc'. It has: input_layer, conv2d, global_average_pooling2d.", () => network.UpTo("fc"));
    }
}
