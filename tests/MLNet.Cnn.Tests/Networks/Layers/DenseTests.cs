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
    public void Refuses_an_image() => Refusal.Says(
        "Layer 'dense' (Dense): it needs a vector, but its input has the shape 2x2x2. Put Flatten or a global pooling in front of it.",
        () => Network.Sequential(new(2, 2, 2), new Dense(3)));

    private static NetworkLayer Of(Dense layer) => Network.Sequential(new(2, 2, 2), new Flatten(), layer)["dense"];
}
