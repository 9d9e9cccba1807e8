using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>First weights that are taken from the training images: <see cref="PatchWhiteningInitializer"/> in a whole fit.</summary>
public class ImageInitializationTests
{
    private static readonly NetworkBuilder Builder = new("whitened", (image, classes) => Network.Sequential(
        image, new Conv2D(8, 2) { KernelInitializer = Initializers.PatchWhitening(epsilon: 1e-9), Name = "whitening" }, new ReLU(), new Flatten(), new Dense(classes)));

    /// <summary>The kernel stays as it begins.</summary>
    private static readonly CnnOptions Options = SmallTraining.Options with
    {
        Network = Builder,
        Epochs = 1,
        Optimizer = new SGD(0.01) { WeightDecay = 0.1, ParameterGroups = [new("whitening/kernel", LearningRateFactor: 0)] },
    };

    private static readonly IDataView Data = SmallTraining.Images();

    [Fact]
    public void The_outputs_for_the_training_images_are_uncorrelated_and_of_variance_1()
    {
        using var cnn = SmallTraining.Fit(Options, Data);

        var outputs = Outputs(cnn);
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
                Assert.Equal(i == j ? 1 : 0, Covariance(outputs, i, j), 1e-3);
            // The other half is the opposite, but for the bias, which was trained.
            Assert.Equal(-1, Covariance(outputs, i, i + 4), 1e-3);
        }
    }

    [Fact]
    public void They_are_so_without_preprocessing_and_behind_other_layers_too()
    {
        var builder = new NetworkBuilder("behind", (image, classes) => Network.Sequential(
            image, new Rescaling(0.01, -1), new Conv2D(3, 3), new ReLU(), new Conv2D(6, 1) { KernelInitializer = Initializers.PatchWhitening(1e-12), Name = "whitening" }, new Flatten(), new Dense(classes)));
        var options = Options with { Network = builder, FrozenLayers = ["conv2d", "whitening"], Optimizer = new SGD(1e-4) };

        foreach (var trained in new[] { options, Options with { Preprocessing = Preprocessing.None, Optimizer = new SGD(1e-12) } })
        {
            using var cnn = SmallTraining.Fit(trained, Data);
            var outputs = Outputs(cnn);
            Assert.Equal(1, Covariance(outputs, 0, 0), 2e-3);
            Assert.Equal(1, Covariance(outputs, 1, 1), 2e-3);
            Assert.Equal(0, Covariance(outputs, 0, 1), 2e-3);
        }
    }

    [Fact]
    public void Two_fits_and_both_engines_begin_alike()
    {
        using var first = SmallTraining.Fit(Options, Data);
        using var second = SmallTraining.Fit(Options, Data);

        Assert.Equal(first.Hash(), second.Hash());
        // The TensorFlow engine trains all weights, at this rate by next to nothing.
        using var other = SmallTraining.Fit(Options with { Engine = TensorFlowForTests.Require(), Optimizer = new SGD(1e-12) }, Data);
        Engine.AssertClose(first.Model.Weights["whitening/kernel"].Values.ToArray(), other.Model.Weights["whitening/kernel"].Values.ToArray(), 1e-3);
    }

    [Fact]
    public void Weights_that_are_given_stay_as_they_are()
    {
        using var first = SmallTraining.Fit(Options, Data);

        using var second = SmallTraining.Fit(Options with { InitialWeights = first.Model.Weights, Network = first.Model.Network }, SmallTraining.Images(seed: 2));

        Assert.Equal(first.Model.Weights["whitening/kernel"].Values.ToArray(), second.Model.Weights["whitening/kernel"].Values.ToArray());
    }

    [Fact]
    public void Training_that_was_killed_goes_on_from_the_same_first_weights()
    {
        using var folder = new TestFolder();
        var control = new TrainingControl();
        var options = Options with { Epochs = 3 };
        using var whole = SmallTraining.Fit(options, Data);
        using var begun = SmallTraining.Fit(options with { Checkpoints = new(folder.Path), Control = control, Progress = _ => control.RequestStop() }, Data);

        using var ended = SmallTraining.Fit(options with { Checkpoints = new(folder.Path) }, Data);

        Assert.Equal(whole.Hash(), ended.Hash());
    }

    [Fact]
    public void Too_few_patches_are_refused_with_their_numbers()
    {
        var builder = new NetworkBuilder("wide", (image, classes) => Network.Sequential(
            image, new Conv2D(8, 11) { KernelInitializer = new PatchWhiteningInitializer { Images = 3 }, Name = "whitening" }, new Flatten(), new Dense(classes)));

        // An 11x11 window has 4 places on a 12x12 image.
        Refusal.Says<InvalidOperationException>(
            "Layer 'whitening' (Conv2D): its kernel is taken from the training images, but 3 images of 12x12x1 have only 12 patches, fewer than the 121 values of one. Give more images, or another KernelInitializer.",
            () => SmallTraining.Fit(SmallTraining.Options with { Network = builder }, Data));
    }

    /// <summary>(pixels of all images, filters).</summary>
    private static float[][] Outputs(CnnTransformer cnn)
    {
        float[] pixels = [.. Data.Column<VBuffer<byte>>("Image").SelectMany(image => image.DenseValues()).Select(value => (float)value)];
        return [.. cnn.Model.Predict(new ImageBatch(cnn.Model.Network.InputShape, pixels), false, "whitening")[0].Values.ToArray().Chunk(cnn.Model.Network["whitening"].Shape.Channels)];
    }

    private static double Covariance(float[][] outputs, int i, int j) =>
        outputs.Average(values => (double)values[i] * values[j]) - outputs.Average(values => (double)values[i]) * outputs.Average(values => (double)values[j]);
}
