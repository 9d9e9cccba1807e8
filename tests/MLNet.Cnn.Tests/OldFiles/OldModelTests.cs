using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>Models that 0.1.0 saved score as they did there, can be saved again, and can be trained further.</summary>
public class OldModelTests
{
    // Other processors add in another order; the decoders of images are exact.
    private const double Tolerance = 2e-6;

    private readonly MLContext _context = new(seed: 1);

    public static TheoryData<string> Models =>
    [
        "pixels-bytes", "pixels-floats", "every-layer", "path", "mlimage", "encoded-64", "encoded-128", "encoded-256", "encoded-512", "encoded-full",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_scores_as_it_did(string name)
    {
        using var folder = new TestFolder();
        string file = OldRelease.Copy($"models/{name}.zip", folder);
        var expected = OldRelease.ExpectedScores($"models/{name}.zip");
        var data = Data(name);

        var stock = _context.Model.Load(file, out _);
        using var lifetime = stock as IDisposable;
        using var cnn = _context.Model.LoadCnn(file);

        Assert.InRange(SmallTraining.LargestDifference(expected, stock.Scores(data)), 0, Tolerance);
        Assert.InRange(SmallTraining.LargestDifference(expected, cnn.Scores(data)), 0, Tolerance);
        Assert.Equal(stock.Transform(data).Column<string>("PredictedLabel"), expected.Select(scores => cnn.Model.ClassNames[scores.IndexOf(scores.Max())]));
        OldRelease.AssertUnchanged($"models/{name}.zip", folder);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_that_is_saved_again_scores_as_it_did(string name)
    {
        using var folder = new TestFolder();
        using var cnn = _context.Model.LoadCnn(OldRelease.Copy($"models/{name}.zip", folder));
        string file = folder.File("again.zip");
        _context.Model.Save(cnn, Data(name).Schema, file);

        using var again = _context.Model.LoadCnn(file);
        var stock = _context.Model.Load(file, out _);
        using var lifetime = stock as IDisposable;

        Assert.InRange(SmallTraining.LargestDifference(OldRelease.ExpectedScores($"models/{name}.zip"), again.Scores(Data(name))), 0, Tolerance);
        Assert.InRange(SmallTraining.LargestDifference(OldRelease.ExpectedScores($"models/{name}.zip"), stock.Scores(Data(name))), 0, Tolerance);
        Assert.Equal(cnn.Model.Network, again.Model.Network);
        Assert.Equal(cnn.Model.History.Epochs, again.Model.History.Epochs);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_model_can_be_trained_further(string name)
    {
        using var folder = new TestFolder();
        using var old = _context.Model.LoadCnn(OldRelease.Copy($"models/{name}.zip", folder));
        var image = old.Model.ImageColumn;
        var data = _context.Transforms.Conversion.MapValueToKey("Label").Fit(Data(name)).Transform(Data(name));

        using var further = SmallTraining.Fit(
            OldRelease.Options with
            {
                Network = old.Model.Network, InitialWeights = old.Model.Weights, ImageColumnName = image.Name, ImageReading = image.Reading, ValidationFraction = 0, Epochs = 1,
            },
            data);

        Assert.Equal(old.Model.Network, further.Model.Network);
        Assert.NotEqual(old.Hash(), further.Hash());
        Assert.All(further.Scores(data), scores => Assert.All(scores, score => Assert.InRange(score, 0, 1)));
    }

    [Fact]
    public void An_ONNX_file_scores_as_it_did()
    {
        using var folder = new TestFolder();
        byte[] onnx = File.ReadAllBytes(OldRelease.Copy("models/pixels-bytes.onnx", folder));
        var expected = OldRelease.ExpectedScores("models/pixels-bytes.zip");
        byte[] pixels = [.. OldRelease.Pixels(_context).Column<byte[]>("Bytes").SelectMany(image => image)];
        using var scorer = new OnnxScorer(onnx, "Bytes", "Score", OldPixels.Values, 3, threads: 1);
        var scores = new float[expected.Length * 3];

        scorer.Score(pixels, expected.Length, scores);

        Assert.InRange(SmallTraining.LargestDifference(expected, [.. scores.Chunk(3)]), 0, Tolerance);
        Assert.Equal(["row", "column", "diagonal"], ModelFile.Read(onnx, TorchEngine.Default).ClassNames);
    }

    [Fact]
    public void A_Keras_file_gives_the_logits_that_it_did()
    {
        using var folder = new TestFolder();
        var model = KerasModel.Load(OldRelease.Copy("models/pixels-bytes.keras", folder));
        float[] pixels = [.. OldRelease.Pixels(_context).Column<byte[]>("Bytes").SelectMany(image => image).Select(value => (float)value)];

        var logits = EngineThread.Run(() =>
        {
            using var session = TorchEngine.Default.OpenSession(new EngineSettings(model.Network, model.Weights));
            return session.Predict(new ImageBatch(model.Network.InputShape, pixels), training: false, [model.Network.Layers[^1].Name])[0];
        });

        Assert.InRange(SmallTraining.LargestDifference(OldRelease.ExpectedScores("models/pixels-bytes.keras"), [.. logits.Values.ToArray().Chunk(3)]), 0, 10 * Tolerance);
        OldRelease.AssertUnchanged("models/pixels-bytes.keras", folder);
    }

    [Fact]
    public void Encoded_images_are_decoded_as_they_were_and_not_as_today()
    {
        using var folder = new TestFolder();
        using var cnn = _context.Model.LoadCnn(OldRelease.Copy("models/encoded-64.zip", folder));
        var image = cnn.Model.ImageColumn;
        using var old = new ImagePixelReader(image);
        using var today = new ImagePixelReader(image with { Reading = image.Reading! with { Decoding = ImageDecoding.Version2 } });

        Assert.Equal(ImageDecoding.Version1, image.Reading!.Decoding);
        // Large JPEGs, whose sides eight does not divide, and a turned PNG; the other turned ones were right.
        Assert.Equal([true, true, true, true, false, true, false], OldRelease.Files(_context).Column<byte[]>("Image").Select(file =>
        {
            byte[] before = new byte[image.Shape.Size], after = new byte[image.Shape.Size];
            old.Read(new ImageValue(null, file, null), before);
            today.Read(new ImageValue(null, file, null), after);
            return !before.AsSpan().SequenceEqual(after);
        }));
    }

    [Fact]
    public void Features_are_what_they_were()
    {
        using var folder = new TestFolder();
        var model = _context.Model.Load(OldRelease.Copy("models/features.zip", folder), out _);
        using var lifetime = model as IDisposable;

        float[][] features = [.. model.Transform(OldRelease.Files(_context)).Column<float[]>("Features")];

        Assert.InRange(SmallTraining.LargestDifference(OldRelease.ExpectedScores("models/features.zip"), features), 0, 10 * Tolerance);
    }

    private IDataView Data(string name) => name switch
    {
        "pixels-bytes" or "pixels-floats" or "every-layer" => OldRelease.Pixels(_context),
        "mlimage" => OldRelease.Images(_context),
        _ => OldRelease.Files(_context),
    };
}
