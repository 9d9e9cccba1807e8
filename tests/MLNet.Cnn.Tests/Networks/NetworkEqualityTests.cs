namespace MLNet.Cnn.Tests;

public class NetworkEqualityTests
{
    [Fact]
    public void Functional_and_sequential_give_equal_networks()
    {
        var image = Symbol.Input(28, 28, 1);
        var functional = new Network(
            image, image.Conv2D(6, 3).BatchNormalization().MaxPooling2D().ReLU().Flatten().Dense(10), "sequential");
        var sequential = Network.Sequential(
            new(28, 28, 1), new Conv2D(6, 3), new BatchNormalization(), new MaxPooling2D(), new ReLU(), new Flatten(), new Dense(10));

        Assert.Equal(functional, sequential);
        Assert.Equal(functional.GetHashCode(), sequential.GetHashCode());
    }

    [Fact]
    public void A_name_given_is_equal_to_the_same_name_made() => Assert.Equal(
        Network.Sequential(new(5, 5, 1), new Flatten { Name = "flatten" }), Network.Sequential(new(5, 5, 1), new Flatten()));

    [Fact]
    public void Networks_differ_by_settings_names_and_shapes()
    {
        var network = Network.Sequential(new(5, 5, 1), new Conv2D(2, 3), new Flatten());

        Assert.NotEqual(network, Network.Sequential(new(5, 5, 1), new Conv2D(2, 3) { UseBias = false }, new Flatten()));
        Assert.NotEqual(network, Network.Sequential(new(5, 5, 1), new Conv2D(2, 3) { Trainable = false }, new Flatten()));
        Assert.NotEqual(network, Network.Sequential(new(5, 5, 1), new Conv2D(2, 3) { Name = "c" }, new Flatten()));
        Assert.NotEqual(network, Network.Sequential(new(6, 6, 1), new Conv2D(2, 3), new Flatten()));
        Assert.NotEqual(network, Network.Sequential(new(5, 5, 1), new Conv2D(2, 3)));
        Assert.NotEqual(network, network.WithName("other"));
        Assert.False(network.Equals(null));
    }

    [Fact]
    public void Networks_differ_by_the_order_of_inputs()
    {
        var image = Symbol.Input(5, 5, 1);
        var x = image.ReLU();

        Assert.NotEqual(new Network(image, image.Concatenate(x)), new Network(image, x.Concatenate(image)));
    }

    [Fact]
    public void Lists_inside_layers_are_compared_by_value()
    {
        static Network Normalized(float mean) =>
            Network.Sequential(new(5, 5, 1), new Normalization { Mean = [mean], Variance = [1f] });

        Assert.Equal(Normalized(0.5f), Normalized(0.5f));
        Assert.NotEqual(Normalized(0.5f), Normalized(0.25f));
    }

    [Fact]
    public void Renaming_there_and_back_changes_nothing()
    {
        var network = Residual(2);

        Assert.Equal("other", network.WithName("other").Name);
        Assert.Equal(network, network.WithName("other").WithName(network.Name));
    }

    [Fact]
    public async Task Sixty_residual_blocks_are_compared_at_once()
    {
        // Following every path through the shortcuts would take 2^60 comparisons.
        var comparison = Task.Run(() => Residual(60).Equals(Residual(60)), TestContext.Current.CancellationToken);

        Assert.True(await comparison.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
    }

    private static Network Residual(int blocks)
    {
        var image = Symbol.Input(4, 4, 2);
        return new Network(image, Enumerable.Range(0, blocks).Aggregate(image, (x, _) => x.ResidualBlock(2)));
    }
}
