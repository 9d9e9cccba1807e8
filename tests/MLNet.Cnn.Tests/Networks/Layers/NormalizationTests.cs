namespace MLNet.Cnn.Tests;

public class NormalizationTests
{
    [Fact]
    public void Statistics_of_channels_count_as_parameters_that_are_not_trained_and_those_of_all_channels_do_not()
    {
        var network = Of(new Normalization { Mean = [0.1f, 0.2f, 0.3f], Variance = [1f, 2f, 3f] });

        Assert.Equal(new Shape(4, 4, 3), network.OutputShape);
        // keras.layers.Normalization of three channels: "Total params: 7, Non-trainable params: 7".
        Assert.Equal((7, 0), (network.ParameterCount, network.TrainableParameterCount));
        Assert.Equal(7, Of(new Normalization()).ParameterCount);
        Assert.Equal(0, Of(new Normalization { Mean = [0.5f], Variance = [1f] }).ParameterCount);
        Assert.Empty(network.Layers[1].Weights);
    }

    [Fact]
    public void The_divisor_is_the_root_of_the_variance_and_never_0()
    {
        var normalization = new Normalization { Mean = [1f, 2f], Variance = [4f, 0f] };

        Assert.Equal(2, normalization.Divisor(0));
        Assert.Equal(1e-7f, normalization.Divisor(1));
        Assert.Equal(2, normalization.MeanAt(1));
    }

    [Fact]
    public void One_value_stands_for_all_channels()
    {
        var normalization = new Normalization { Mean = [0.5f], Variance = [0.25f] };

        Of(normalization);
        Assert.Equal(0.5f, normalization.MeanAt(2));
        Assert.Equal(0.5f, normalization.Divisor(2));
    }

    [Fact]
    public void Is_adapted_once_it_has_statistics()
    {
        Assert.False(new Normalization().IsAdapted);
        Assert.True(new Normalization { Mean = [0f], Variance = [1f] }.IsAdapted);
    }

    [Fact]
    public void Refuses_one_statistic_without_the_other()
    {
        Says("Mean and Variance must be given together, or neither.", new Normalization { Mean = [0f] });
        Says("Mean and Variance must be given together, or neither.", new Normalization { Variance = [1f] });
    }

    [Fact]
    public void Refuses_another_number_of_values_than_channels()
    {
        Says("Mean has 2 values, but the 4x4x3 input has 3 channels. Give one value, or one for each channel.",
            new Normalization { Mean = [0f, 1f], Variance = [1f] });
        Says("Variance has 4 values, but the 4x4x3 input has 3 channels. Give one value, or one for each channel.",
            new Normalization { Mean = [0f], Variance = [1f, 1f, 1f, 1f] });
    }

    [Fact]
    public void Refuses_a_negative_variance() => Says(
        "Variance is [-0.5], but no value may be negative or infinite.", new Normalization { Mean = [0f], Variance = [-0.5f] });

    private static void Says(string message, Normalization layer) =>
        Refusal.Says($"Layer 'normalization' (Normalization): {message}", () => Of(layer));

    private static Network Of(Layer layer) => Network.Sequential(new(4, 4, 3), layer);
}
