using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class FrozenLayersTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    [Fact]
    public void Frozen_layers_keep_their_weights_and_statistics()
    {
        using var start = SmallTraining.Fit(SmallTraining.Options, Images);

        using var tuned = SmallTraining.Fit(SmallTraining.Options with { Preprocessing = Preprocessing.Normalize, InitialWeights = start.Model.Weights, FrozenLayers = ["conv2d*", "batch_normalizatio?"] }, Images);

        Assert.All(start.Model.Weights.Zip(tuned.Model.Weights), pair => Assert.Equal(
            !pair.First.Path.StartsWith("dense", StringComparison.Ordinal), pair.First.Values.Span.SequenceEqual(pair.Second.Values.Span)));
    }

    [Fact]
    public void The_network_of_the_model_is_as_it_was_defined()
    {
        using var tuned = SmallTraining.Fit(SmallTraining.Options with { FrozenLayers = ["conv2d"] }, Images);

        Assert.All(tuned.Model.Network.Layers, layer => Assert.True(layer.Layer.Trainable));
    }

    [Fact]
    public void Options_with_equal_patterns_are_equal() => Assert.Equal(
        SmallTraining.Options with { FrozenLayers = ["conv2d*"] }, SmallTraining.Options with { FrozenLayers = ["conv2d*"] });

    [Fact]
    public void Patterns_that_fit_nothing_or_everything_are_refused()
    {
        Refusal.Says(
            "CnnOptions.FrozenLayers: no layer of the network 'sequential' has a name like 'convd2*'. The nearest are: conv2d, dense, re_lu.",
            () => SmallTraining.Fit(SmallTraining.Options with { FrozenLayers = ["dense", "convd2*"] }, Images));
        Refusal.Says(
            "CnnOptions.FrozenLayers: * freezes every layer of the network 'sequential' that has weights: nothing would be learned.",
            () => SmallTraining.Fit(SmallTraining.Options with { FrozenLayers = ["*"] }, Images));
        Assert.Throws<ArgumentNullException>(() => new MLContext().Transforms.TrainCnn(SmallTraining.Options with { FrozenLayers = null! }));
    }
}
