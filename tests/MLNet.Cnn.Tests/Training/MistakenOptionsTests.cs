using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>What options and network alone tell is told before the first image is read, which may take hours.</summary>
public sealed class MistakenOptionsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_layer_to_freeze() => Says("has a name like 'convd2'", options => options with { FrozenLayers = ["convd2"] });

    [Fact]
    public void A_layer_to_fine_tune() => Says("CnnOptions.FineTuning, step 2: no layer", options => options with { FineTuning = new(new FineTuningStep(1, ["dense"]), new FineTuningStep(1, ["head"])) });

    [Fact]
    public void A_weight_without_decay() => Says("matches no trained weight", options => options with { Optimizer = new Adam { ExcludeFromWeightDecay = ["*/gama"] } });

    [Fact]
    public void A_metric_that_is_never_measured() => Says("there are no validation images", options => options with { EarlyStopping = new() });

    private void Says(string part, Func<CnnOptions, CnnOptions> mistake)
    {
        var context = new MLContext(seed: 1);
        DrawnFiles.Write(_folder.Path, perClass: 2);
        var images = SmallTraining.Keyed(context.Data.LoadFromImageFolder(_folder.Path));
        foreach (string file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
            File.WriteAllText(file, "no image");
        var options = SmallTraining.Options with { ImageColumnName = "ImagePath", ImageReading = new ImageReading((12, 12)), Epochs = 1 };
        Assert.Throws<UnreadableImagesException>(() => SmallTraining.Fit(options, images, context));

        var failure = Record.Exception(() => SmallTraining.Fit(mistake(options), images, context));

        Assert.IsNotType<UnreadableImagesException>(failure);
        Assert.Contains(part, failure!.Message, StringComparison.Ordinal);
    }
}
