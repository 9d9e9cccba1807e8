using Microsoft.ML;

namespace MLNet.Cnn.Tests;

public class TransferTests
{
    [Fact]
    public void A_trained_network_goes_on_with_another_head_for_other_classes()
    {
        using var trained = SmallTraining.Fit(SmallTraining.Options with { Epochs = 10 }, SmallTraining.Images());
        // Two classes where there were three.
        var context = new MLContext(seed: 1);
        var two = SmallTraining.Keyed(context.Data.LoadFromEnumerable(TestImages.Rows(60).Select(row => new ImageRow { Image = row.Image, Label = row.Label == "row" ? "row" : "other" })));
        // Stopped before its first step, the training leaves what it began with.
        var control = new TrainingControl();
        control.RequestStop();
        using var transferred = SmallTraining.Fit(
            SmallTraining.Options with { Network = trained.Model.Network.WithNewHead(), InitialWeights = trained.Model.Weights, Control = control }, two);

        Assert.Equal(["row", "other"], transferred.Model.ClassNames);
        Assert.Equal("head", transferred.Model.Network.Layers[^1].Name);
        foreach (string path in new[] { "conv2d/kernel", "batch_normalization/gamma", "batch_normalization/moving_variance" })
            Assert.Equal(trained.Model.Weights[path].Values.ToArray(), transferred.Model.Weights[path].Values.ToArray());
        // The preprocessing is the old network's: new images are seen as the old ones were.
        Assert.Equal(trained.Model.Network["normalization"].Layer, transferred.Model.Network["normalization"].Layer);
    }
}
