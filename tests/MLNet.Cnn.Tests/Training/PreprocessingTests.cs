using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

public class PreprocessingTests
{
    private static readonly IDataView Images = SmallTraining.Images();

    [Fact]
    public void Pixels_from_0_to_255_and_from_0_to_1_give_equal_results()
    {
        var unit = Scaled(1 / 255f);
        var options = SmallTraining.Options with { Epochs = 6 };

        using var ofBytes = SmallTraining.Fit(options, Images);
        using var ofUnits = SmallTraining.Fit(options, unit);

        Assert.InRange(SmallTraining.LargestDifference(ofBytes.Scores(Images), ofUnits.Scores(unit)), 0, 2e-3);
        Assert.Equal(ofBytes.Model.History.Epochs[^1].Accuracy, ofUnits.Model.History.Epochs[^1].Accuracy);
        Assert.Equal(ofBytes.Model.History.Epochs[^1].Loss, ofUnits.Model.History.Epochs[^1].Loss, 1e-3);
    }

    [Fact]
    public void By_default_a_normalization_of_the_training_images_stands_in_front()
    {
        using var cnn = SmallTraining.Fit(SmallTraining.Options, Images);

        var normalization = Assert.IsType<Normalization>(cnn.Model.Network.Layers[1].Layer);
        double[] pixels = [.. Images.Column<byte[]>("Image").SelectMany(image => image).Select(pixel => (double)pixel)];
        double mean = pixels.Average(), variance = pixels.Average(pixel => (pixel - mean) * (pixel - mean));
        Assert.Equal(mean, Assert.Single(normalization.Mean!), 1e-3);
        Assert.Equal(variance, Assert.Single(normalization.Variance!), variance * 1e-5);
        // Mean, variance and a count, as Keras counts them.
        Assert.Equal(SmallTraining.Builder.Build(new(12, 12, 1), 3).ParameterCount + 3, cnn.Model.Network.ParameterCount);
        Assert.Equal(SmallTraining.Builder.Build(new(12, 12, 1), 3).TrainableParameterCount, cnn.Model.Network.TrainableParameterCount);
        Assert.Equal(cnn.Model.Network, SmallTraining.Fit(SmallTraining.Options with { Preprocessing = Preprocessing.Normalize }, Images).Model.Network);
    }

    [Fact]
    public void Each_channel_is_normalized_on_its_own()
    {
        var context = new MLContext(seed: 1);
        var random = new Random(1);
        var rows = Enumerable.Range(0, 30).Select(i => new Colour
        {
            Image = [.. Enumerable.Range(0, 64).SelectMany(_ => new[] { random.NextSingle(), 100 + i % 2 * 50 + random.NextSingle(), -3f })],
            Label = $"{i % 2}",
        }).ToList();

        using var cnn = SmallTraining.Fit(SmallTraining.Options, SmallTraining.Keyed(context.Data.LoadFromEnumerable(rows)));

        var normalization = (Normalization)cnn.Model.Network.Layers[1].Layer;
        for (int channel = 0; channel < 3; channel++)
        {
            double[] values = [.. rows.SelectMany(row => row.Image.Where((_, i) => i % 3 == channel)).Select(value => (double)value)];
            double mean = values.Average(), variance = values.Average(value => (value - mean) * (value - mean));
            Assert.Equal(mean, normalization.Mean![channel], 1e-3);
            // A channel that never changes gets the deviation of the others.
            double expected = channel == 2 ? (normalization.Variance![0] + normalization.Variance[1]) / 2 : variance;
            Assert.Equal(expected, normalization.Variance![channel], 1e-3 * Math.Max(1, expected));
        }
        // It does no harm.
        Assert.Equal(1, cnn.Model.History.Epochs[^1].Accuracy, 0.1);
    }

    [Fact]
    public void Rescale_stands_in_front_if_asked_for()
    {
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Preprocessing = Preprocessing.Rescale(1 / 127.5, -1) }, Images);

        Assert.Equal(new Rescaling(1 / 127.5, -1) { Name = "rescaling" }, cnn.Model.Network.Layers[1].Layer);
        Assert.InRange(cnn.Model.History.Epochs[^1].Accuracy, 0.5, 1);
    }

    [Fact]
    public void None_leaves_the_network_as_it_is()
    {
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Preprocessing = Preprocessing.None }, Images);

        Assert.Equal(SmallTraining.Builder.Build(new(12, 12, 1), 3), cnn.Model.Network);
    }

    [Fact]
    public void A_network_that_brings_its_own_preprocessing_keeps_it_alone()
    {
        foreach (Layer own in new Layer[] { new Rescaling(1 / 255.0), new Normalization { Mean = ValueList.Create([50f]), Variance = ValueList.Create([900f]) } })
        {
            var network = Network.Sequential(new(12, 12, 1), own, new Flatten(), new Dense(3));

            using var cnn = SmallTraining.Fit(SmallTraining.Options with { Network = network }, Images);

            Assert.Equal(network, cnn.Model.Network);
        }
    }

    [Fact]
    public void A_normalization_of_the_network_is_adapted_where_it_stands()
    {
        var network = Network.Sequential(new(12, 12, 1), new Normalization(), new Flatten(), new Dense(3));

        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Network = network }, Images);

        Assert.Equal(network.Layers.Count, cnn.Model.Network.Layers.Count);
        Assert.True(((Normalization)cnn.Model.Network.Layers[1].Layer).IsAdapted);
    }

    [Fact]
    public void A_layer_that_bears_the_name_of_the_preprocessing_keeps_it()
    {
        var network = Network.Sequential(new(12, 12, 1), new Flatten(), new Dense(3) { Name = "normalization" });

        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Network = network }, Images);

        Assert.Equal(["input_layer", "normalization_1", "flatten", "normalization"], cnn.Model.Network.Layers.Select(layer => layer.Name));
        Assert.Equal(["normalization/kernel", "normalization/bias"], cnn.Model.Weights.Select(array => array.Path));
        Assert.Equal(60, cnn.Scores(Images).Length);
    }

    private static IDataView Scaled(float factor)
    {
        var context = new MLContext(seed: 1);
        return SmallTraining.Keyed(context.Data.LoadFromEnumerable(TestImages.Rows(60).Select(row => new Floats
        {
            Image = [.. row.Image.Select(pixel => pixel * factor)],
            Label = row.Label,
        })));
    }

    public sealed class Floats
    {
        [VectorType(TestImages.Size, TestImages.Size)]
        public float[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }

    public sealed class Colour
    {
        [VectorType(8, 8, 3)]
        public float[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
