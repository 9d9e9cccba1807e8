using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>A model of Keras goes on training in a pipeline, and back.</summary>
public sealed class KerasFineTuningTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Opened_trained_on_with_frozen_layers_saved_in_both_ways_and_loaded_again_it_scores_alike()
    {
        var keras = KerasModel.Load(Pretrained(new Rescaling(1 / 255.0)));
        var images = TestImages.View(_context, 60);
        var pipeline = _context.Transforms.Conversion.MapValueToKey("Label").Append(_context.Transforms.TrainCnn(
            SmallTraining.Options with { Network = keras.Network, InitialWeights = keras.Weights, Optimizer = new Adam(0.01), Schedule = new ConstantRate() }));

        var model = pipeline.Fit(images);
        using var cnn = model.LastTransformer;

        Assert.Equal(keras.Network, cnn.Model.Network);
        Assert.Equal(
            ["dense/kernel", "dense/bias"],
            keras.Weights.Where(weight => !weight.Values.Span.SequenceEqual(cnn.Model.Weights[weight.Path].Values.Span)).Select(weight => weight.Path));
        var scores = model.Scores(images);
        string zip = _folder.File("model.zip"), back = _folder.File("back.keras");
        _context.Model.Save(model, images.Schema, zip);
        cnn.SaveKeras(back);
        using var loaded = _context.Model.LoadCnn(zip);
        Assert.Equal(cnn.Hash(), loaded.Hash());
        var stock = _context.Model.Load(zip, out _);
        Assert.InRange(SmallTraining.LargestDifference(scores, stock.Scores(images)), 0, 1e-6);
        (stock as IDisposable)?.Dispose();
        var again = KerasModel.Load(back);
        Assert.Equal(cnn.Model.Network, again.Network);
        Assert.Equal(cnn.Hash(), again.Weights.Sha256());
        Assert.InRange(SmallTraining.LargestDifference(scores, Scores(again, TestImages.Rows(60))), 0, 1e-5);
    }

    [Fact]
    public void A_frozen_batch_normalization_runs_on_its_own_statistics_while_training()
    {
        var keras = KerasModel.Load(Pretrained(new Rescaling(1 / 255.0)));
        var rows = TestImages.Rows(30);
        string[] frozen = ["batch_normalization"];

        float[] training = Output(keras, rows, training: true, frozen), inference = Output(keras, rows, training: false, frozen);

        Assert.Equal(inference, training);
    }

    [Fact]
    public void Weights_without_a_word_on_their_pixels_are_refused_and_with_one_they_train()
    {
        var keras = KerasModel.Load(Pretrained(new ReLU()));
        var options = SmallTraining.Options with { Network = keras.Network, InitialWeights = keras.Weights, Epochs = 1 };

        Refusal.Says(
            "CnnOptions.InitialWeights belong to pixels as the network 'sequential' was trained on, but it does not say which: no Rescaling or Normalization stands behind its input. "
            + "Set CnnOptions.Preprocessing: None if column 'Image' has the same pixels, Rescale(1 / 255.0) if it has 0-255 and training had 0-1, or Normalize. The Network of a TrainedNetwork has its preprocessing in it.",
            () => SmallTraining.Fit(options, SmallTraining.Images()));
        using var plain = SmallTraining.Fit(options with { Preprocessing = Preprocessing.None }, SmallTraining.Images());
        using var scaled = SmallTraining.Fit(options with { Preprocessing = Preprocessing.Rescale(1 / 255.0) }, SmallTraining.Images());
        Assert.Equal(keras.Network, plain.Model.Network);
        Assert.Equal(["InputLayer", "Rescaling", "ReLU"], scaled.Model.Network.Layers.Take(3).Select(layer => layer.Layer.Kind));
    }

    [Fact]
    public void The_augmentation_of_the_file_is_that_of_the_training()
    {
        string[] layers =
        [
            """{"class_name": "InputLayer", "config": {"name": "image", "batch_shape": [null, 12, 12, 1]}}""",
            """{"class_name": "RandomTranslation", "config": {"name": "moved", "height_factor": 0.25, "width_factor": 0.25}}""",
            """{"class_name": "Rescaling", "config": {"name": "scaled", "scale": 0.00392156862745098}}""",
            KerasFileMaker.FlattenLayer,
            KerasFileMaker.DenseLayer(3),
        ];
        string path = KerasFileMaker.Write(KerasFileMaker.Sequential(layers), KerasFileMaker.Weights(("dense", new float[144, 3], [0, 0, 0])));
        var keras = KerasModel.Load(path);
        File.Delete(path);
        var options = SmallTraining.Options with { Network = keras.Network, InitialWeights = keras.Weights, Epochs = 1 };

        using var augmented = SmallTraining.Fit(options with { Augmentation = keras.Augmentation }, SmallTraining.Images());
        using var plain = SmallTraining.Fit(options, SmallTraining.Images());

        Assert.Equal([new RandomTranslation(0.25, 0.25)], keras.Augmentation);
        Assert.Equal(keras.Network, augmented.Model.Network);
        Assert.NotEqual(plain.Hash(), augmented.Hash());
    }

    [Fact]
    public void A_resized_image_may_be_rescaled_behind()
    {
        var network = Network.Sequential(new(12, 12, 1), new Resizing(6, 6), new Rescaling(1 / 255.0), new Flatten(), new Dense(3));

        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Network = network, InitialWeights = NetworkWeights.Initialize(network, 1), Epochs = 1 }, SmallTraining.Images());

        Assert.Equal(network, cnn.Model.Network);
    }

    /// <summary>A file as somebody else may have trained it, the convolution and its normalization frozen.</summary>
    private string Pretrained(Layer first)
    {
        var network = Network.Sequential(
            new(12, 12, 1), first, new Conv2D(4, 3) { Trainable = false }, new BatchNormalization { Trainable = false }, new ReLU { Name = "relu" }, new MaxPooling2D(2), new Flatten(),
            new Dense(3, Activation.Softmax));
        string path = _folder.File("pretrained.keras");
        new KerasModel(network, SmallNetworks.RandomWeights(network)).Save(path);
        return path;
    }

    private static List<float[]> Scores(KerasModel model, IReadOnlyList<ImageRow> rows) =>
        [.. Output(model, rows, training: false, [model.Network.Layers[^1].Name]).Chunk(model.Network.OutputShape.Size)];

    private static float[] Output(KerasModel model, IReadOnlyList<ImageRow> rows, bool training, string[] layers) => EngineThread.Run(() =>
    {
        using var session = TorchEngine.Default.OpenSession(new EngineSettings(model.Network, model.Weights) { Threads = 1 });
        return session.Predict(new ImageBatch(model.Network.InputShape, rows.SelectMany(row => row.Image.Select(pixel => (float)pixel)).ToArray()), training, layers)[0].Values.ToArray();
    });
}
