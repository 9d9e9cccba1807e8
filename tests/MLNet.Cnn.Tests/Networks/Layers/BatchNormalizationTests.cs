namespace MLNet.Cnn.Tests;

public class BatchNormalizationTests
{
    [Fact]
    public void The_weights_are_gamma_beta_and_the_moving_statistics()
    {
        var layer = Of(new BatchNormalization());

        Assert.Equal(["gamma", "beta", "moving_mean", "moving_variance"], layer.Weights.Select(weight => weight.Name));
        Assert.Equal([true, true, false, false], layer.Weights.Select(weight => weight.Trainable));
        Assert.Equal(
            [Initializers.Ones, Initializers.Zeros, Initializers.Zeros, Initializers.Ones],
            layer.Weights.Select(weight => weight.Initializer));
        Assert.All(layer.Weights, weight => Assert.Equal(new Shape(6), weight.Shape));
        Assert.Equal((24, 12), (layer.ParameterCount, layer.TrainableParameterCount));
        Assert.Equal(new Shape(5, 5, 6), layer.Shape);
    }

    [Theory]
    [InlineData(false, false, "moving_mean moving_variance")]
    [InlineData(true, false, "beta moving_mean moving_variance")]
    [InlineData(false, true, "gamma moving_mean moving_variance")]
    public void Centering_and_scaling_can_be_left_out(bool center, bool scale, string names) => Assert.Equal(
        names, string.Join(' ', Of(new BatchNormalization { Center = center, Scale = scale }).Weights.Select(weight => weight.Name)));

    [Fact]
    public void A_frozen_layer_has_no_trainable_parameters() =>
        Assert.Equal(0, Of(new BatchNormalization { Trainable = false }).TrainableParameterCount);

    [Fact]
    public void A_vector_is_normalized_too() =>
        Assert.Equal(4 * 150, Network.Sequential(new(5, 5, 6), new Flatten(), new BatchNormalization()).ParameterCount);

    [Theory]
    [InlineData(-0.1, "-0.1")]
    [InlineData(1.5, "1.5")]
    [InlineData(double.NaN, "NaN")]
    public void Refuses_a_momentum_outside_0_to_1(double momentum, string written) => Refusal.Says(
        $"Layer 'batch_normalization' (BatchNormalization): Momentum is {written}, but it must lie between 0 and 1.",
        () => Of(new BatchNormalization { Momentum = momentum }));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.001, "-0.001")]
    public void Refuses_an_epsilon_that_is_not_above_0(double epsilon, string written) => Refusal.Says(
        $"Layer 'batch_normalization' (BatchNormalization): Epsilon is {written}, but it must be a finite number above 0.",
        () => Of(new BatchNormalization { Epsilon = epsilon }));

    private static NetworkLayer Of(BatchNormalization layer) => Network.Sequential(new(5, 5, 6), layer).Layers[1];
}
