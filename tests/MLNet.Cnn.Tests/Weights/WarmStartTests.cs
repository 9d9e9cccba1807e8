namespace MLNet.Cnn.Tests;

public class WarmStartTests
{
    private static readonly Network Old = Network.Sequential(new(8, 8, 1), new Conv2D(2, 3), new Flatten(), new Dense(4));
    private static readonly NetworkWeights Trained = NetworkWeights.Initialize(Old, 1);

    [Fact]
    public void Takes_over_what_has_the_same_path_and_draws_the_rest()
    {
        var network = Old.WithNewHead().Build(Old.InputShape, 3);

        var start = WarmStart.Of(network, Trained, seed: 2);

        Assert.Equal(Trained["conv2d/kernel"].Values.ToArray(), start.Weights["conv2d/kernel"].Values.ToArray());
        // What a network without a past would begin with from the same seed.
        Assert.Equal(NetworkWeights.Initialize(network, 2)["head/kernel"].Values.ToArray(), start.Weights["head/kernel"].Values.ToArray());
        Assert.Equal("Training begins with weights of another network; head begins anew; dense is left out", start.ToString());
    }

    [Fact]
    public void The_same_network_takes_over_everything()
    {
        var start = WarmStart.Of(Old, Trained, seed: 2);

        Assert.Equal(Trained.Sha256(), start.Weights.Sha256());
        Assert.Equal("Training begins with the weights given.", start.ToString());
    }

    [Fact]
    public void Refuses_weights_that_have_nothing_in_common_with_the_network()
    {
        var other = Network.Sequential(new(8, 8, 1), new Conv2D(2, 3) { Name = "stem" }, new Flatten(), new Dense(3) { Name = "fc" });

        Refusal.Says(
            "The weights given to begin with belong to another network: they are those of conv2d, dense, but the network 'sequential' has stem, fc.",
            () => WarmStart.Of(other, Trained, seed: 2));
    }
}
