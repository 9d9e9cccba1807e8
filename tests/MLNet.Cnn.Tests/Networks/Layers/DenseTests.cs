namespace MLNet.Cnn.Tests;

public class DenseTests
{
    [Fact]
    public void The_weights_are_kernel_then_bias()
    {
        var layer = Of(new Dense(3));

        Assert.Equal(new Shape(3), layer.Shape);
        Assert.Equal(["kernel", "bias"], layer.Weights.Select(weight => weight.Name));
        Assert.Equal([new Shape(8, 3), new Shape(3)], layer.Weights.Select(weight => weight.Shape));
        Assert.Equal([Initializers.GlorotUniform, Initializers.Zeros], layer.Weights.Select(weight => weight.Initializer));
        Assert.Equal(27, layer.TrainableParameterCount);
    }

    [Fact]
    public void The_bias_can_be_left_out() => Assert.Equal(24, Of(new Dense(3) { UseBias = false }).ParameterCount);

    [Fact]
    public void Refuses_no_units() => Refusal.Says(
        "Layer 'dense' (Dense): Units is 0, but at least 1 is needed.", () => Of(new Dense(0)));

    [Fact]
    public void Of_an_image_the_channels_alone_are_connected()
    {
        var network = Network.Sequential(new(2, 3, 2), new Dense(4));

        Assert.Equal(new Shape(2, 3, 4), network.OutputShape);
        Assert.Equal(2 * 4 + 4, network.ParameterCount);
        Assert.Equal(2 * 3 * 2 * 4, network.MultiplyAdds);
        Assert.Equal(
            [10f + 2, 300, 30 + 4, 700],
            Engine.Output(Network.Sequential(new(1, 2, 2), new Dense(2)), [1, 2, 3, 4], weights: [("dense/kernel", [10, 100, 1, 100])]));
    }

    private static NetworkLayer Of(Dense layer) => Network.Sequential(new(2, 2, 2), new Flatten(), layer)["dense"];
}
