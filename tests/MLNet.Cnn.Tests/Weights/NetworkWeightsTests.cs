namespace MLNet.Cnn.Tests;

public class NetworkWeightsTests
{
    private static readonly Network Tiny = Network.Sequential(new(1, 1, 2), new Flatten(), new Dense(1));

    [Fact]
    public void Arrays_come_in_any_order_and_stand_in_that_of_the_layers()
    {
        var weights = new NetworkWeights(Tiny, [Bias(), Kernel()]);

        Assert.Equal(["dense/kernel", "dense/bias"], weights.Select(array => array.Path));
        Assert.Equal(2, weights.Count);
        Assert.Same(weights[0], weights["dense/kernel"]);
    }

    [Fact]
    public void A_missing_weight_is_named() => Refusal.Says(
        "The weight 'dense/bias' of the network 'sequential' is missing. (Parameter 'arrays')", () => new NetworkWeights(Tiny, [Kernel()]));

    [Fact]
    public void A_superfluous_weight_is_named() => Refusal.Says(
        "The network 'sequential' has no weight 'dense_1/bias'. (Parameter 'arrays')",
        () => new NetworkWeights(Tiny, [Kernel(), Bias(), Bias() with { Path = "dense_1/bias" }]));

    [Fact]
    public void A_weight_given_twice_is_named() => Refusal.Says(
        "The weight 'dense/bias' was given twice. (Parameter 'arrays')", () => new NetworkWeights(Tiny, [Kernel(), Bias(), Bias()]));

    [Fact]
    public void A_weight_of_another_shape_is_named()
    {
        Refusal.Says(
            "The weight 'dense/kernel' has the shape 1x2 with 2 values, but the network 'sequential' needs 2x1. (Parameter 'arrays')",
            () => new NetworkWeights(Tiny, [Kernel() with { Shape = new(1, 2) }, Bias()]));
        Refusal.Says(
            "The weight 'dense/kernel' has the shape 2x1 with 3 values, but the network 'sequential' needs 2x1. (Parameter 'arrays')",
            () => new NetworkWeights(Tiny, [Kernel() with { Values = new float[3] }, Bias()]));
    }

    [Fact]
    public void An_unknown_path_is_answered_with_those_there_are() => Refusal.Says<KeyNotFoundException>(
        "There is no weight 'kernel'. There are: dense/kernel, dense/bias.",
        () => _ = new NetworkWeights(Tiny, [Kernel(), Bias()])["kernel"]);

    // sha256sum of the bytes 00 00 80 3f 00 00 00 40 00 00 40 40: the floats 1, 2, 3.
    [Fact]
    public void The_hash_is_over_the_little_endian_values_in_order() => Assert.Equal(
        "8e628779e6a74ee0b36991c10158f63cafec7d340ad4e075592502c8708524dd", new NetworkWeights(Tiny, [Kernel(1, 2), Bias(3)]).Sha256());

    [Fact]
    public void The_smallest_change_changes_the_hash()
    {
        string hash = new NetworkWeights(Tiny, [Kernel(1, 2), Bias(3)]).Sha256();

        Assert.Equal(hash, new NetworkWeights(Tiny, [Bias(3), Kernel(1, 2)]).Sha256());
        Assert.NotEqual(hash, new NetworkWeights(Tiny, [Kernel(1, 2), Bias(MathF.BitIncrement(3))]).Sha256());
        Assert.NotEqual(hash, new NetworkWeights(Tiny, [Kernel(2, 1), Bias(3)]).Sha256());
    }

    [Fact]
    public void The_same_seed_draws_the_same_bits_and_another_seed_others()
    {
        var network = Networks.LeNet5(batchNormalization: true).Build(new(28, 28, 1), 10);
        string hash = NetworkWeights.Initialize(network, seed: 1).Sha256();

        Assert.Equal(hash, NetworkWeights.Initialize(network, seed: 1).Sha256());
        Assert.NotEqual(hash, NetworkWeights.Initialize(network, seed: 2).Sha256());
    }

    [Fact]
    public void Layers_of_one_shape_draw_different_values()
    {
        var weights = NetworkWeights.Initialize(Networks.FullyConnected().Build(new(28, 28, 1), 10), seed: 1);

        Assert.False(weights["dense_1/kernel"].Values.Span.SequenceEqual(weights["dense_2/kernel"].Values.Span));
    }

    [Fact]
    public void Biases_and_means_begin_at_0_scales_and_variances_at_1()
    {
        var weights = NetworkWeights.Initialize(Networks.LeNet5(batchNormalization: true).Build(new(28, 28, 1), 10), seed: 1);

        foreach (string path in new[] { "conv2d/bias", "dense/bias", "batch_normalization/beta", "batch_normalization/moving_mean" })
            Assert.All(weights[path].Values.ToArray(), value => Assert.Equal(0, value));
        foreach (string path in new[] { "batch_normalization/gamma", "batch_normalization_1/moving_variance" })
            Assert.All(weights[path].Values.ToArray(), value => Assert.Equal(1, value));
    }

    private static WeightArray Kernel(float first = 0, float second = 0) => new("dense/kernel", new(2, 1), new[] { first, second });

    private static WeightArray Bias(float value = 0) => new("dense/bias", new(1), new[] { value });
}
