namespace MLNet.Cnn.Tests;

public class NetworkBuilderTests
{
    [Fact]
    public void Hands_image_shape_and_class_count_to_the_function()
    {
        var builder = new NetworkBuilder("Linear", (shape, classes) => Network.Sequential(shape, new Flatten(), new Dense(classes)));

        var network = builder.Build(new(4, 5, 3), 7);

        Assert.Equal(new Shape(4, 5, 3), network.InputShape);
        Assert.Equal(new Shape(7), network.OutputShape);
        Assert.Equal("Linear", builder.ToString());
    }

    [Fact]
    public void A_finished_network_converts_to_a_builder_of_itself()
    {
        var network = Network.Sequential(new(4, 4, 1), new Flatten(), new Dense(3));
        NetworkBuilder builder = network;

        Assert.Same(network, builder.Build(new(4, 4, 1), 3));
        Assert.Equal("sequential", builder.Name);
    }

    [Fact]
    public void Refuses_fewer_than_two_classes() =>
        Assert.Throws<ArgumentOutOfRangeException>("classCount", () => Networks.LeNet5().Build(new(28, 28, 1), 1));

    [Fact]
    public void Refuses_a_function_that_gives_nothing() => Refusal.Says<InvalidOperationException>(
        "The network builder 'Broken' returned null for 28x28x1 images and 10 classes.",
        () => new NetworkBuilder("Broken", (_, _) => null!).Build(new(28, 28, 1), 10));

    [Fact]
    public void Refuses_missing_arguments()
    {
        Assert.Throws<ArgumentException>("name", () => new NetworkBuilder("", (_, _) => null!));
        Assert.Throws<ArgumentNullException>("build", () => new NetworkBuilder("Name", null!));
        Assert.Throws<ArgumentNullException>("imageShape", () => Networks.LeNet5().Build(null!, 10));
    }
}
