using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>An image with a pixel that is no finite number has no score and no class, whichever way it is scored.</summary>
public class MissingPixelTests
{
    private static readonly MLContext Context = new(seed: 1);

    // Whole images, and one of each kind of number that is none, between and behind them.
    private static readonly IReadOnlyList<PreprocessingTests.Floats> Scored = [Image(0), Image(1, float.NaN), Image(2), Image(3, float.PositiveInfinity), Image(4, float.NegativeInfinity), Image(5)];

    private static readonly bool[] IsWhole = [true, false, true, false, false, true];

    [Theory]
    [InlineData(TestTimeAugmentation.None)]
    [InlineData(TestTimeAugmentation.HorizontalFlip)]
    public void It_has_no_score_and_no_class_in_any_way_of_scoring(TestTimeAugmentation views)
    {
        using var folder = new TestFolder();
        string path = folder.File("model ü.zip");
        var pipeline = Context.Transforms.Conversion.MapValueToKey("Label")
            .Append(Context.Transforms.TrainCnn(SmallTraining.Options with { Epochs = 8, TestTimeAugmentation = views }))
            .Append(Context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var data = Context.Data.LoadFromEnumerable(TestImages.Rows(60).Select(Floats).ToList());
        using var fitted = pipeline.Fit(data);
        Context.Model.Save(fitted, data.Schema, path);
        using var stock = (IDisposable)new MLContext().Model.Load(path, out _);
        using var loaded = Context.Model.LoadCnn(path);
        var view = Context.Data.LoadFromEnumerable(Scored);

        var expected = fitted.Transform(view).Column<float[]>("Score").ToList();
        Check("Transform", expected, fitted.Transform(view).Column<string>("PredictedLabel"));
        var stockView = ((ITransformer)stock).Transform(view);
        Check("Transform of the stock model", [.. stockView.Column<float[]>("Score")], stockView.Column<string>("PredictedLabel"));
        foreach (var (name, model) in new[] { ("fitted", fitted), ("stock", (ITransformer)stock) })
        {
            using var engine = Context.Model.CreatePredictionEngine<PreprocessingTests.Floats, Prediction>(model, new PredictionEngineOptions { OwnsTransformer = false });
            var predictions = Scored.Select(engine.Predict).ToList();
            Check($"PredictionEngine, {name}", [.. predictions.Select(prediction => prediction.Score)], predictions.Select(prediction => prediction.PredictedLabel));
        }
        var keys = loaded.Transform(view);
        Check("LoadCnn", [.. keys.Column<float[]>("Score")], keys.Column<uint>("PredictedLabel").Select(key => key == 0 ? "" : "some"));
        float[] onnx = OnnxScores.Of(loaded.Model.ToOnnx(), Scored.SelectMany(row => row.Image).ToArray(), Scored.Count);
        Check("ONNX", [.. onnx.Chunk(3)], null);

        void Check(string what, IReadOnlyList<float[]> scores, IEnumerable<string>? classes)
        {
            for (int i = 0; i < Scored.Count; i++)
            {
                if (IsWhole[i])
                    Engine.AssertClose(expected[i], scores[i], 1e-5);
                else
                    Assert.All(scores[i], score => Assert.True(float.IsNaN(score), $"{what}, row {i}: {score}"));
            }
            Assert.Equal(IsWhole, (classes ?? IsWhole.Select(whole => whole ? "some" : "")).Select(name => name != ""));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("max_pooling2d")]
    public void Its_features_are_no_numbers_either(string? layer)
    {
        using var cnn = SmallTraining.Fit(SmallTraining.Options, SmallTraining.Keyed(Context.Data.LoadFromEnumerable(TestImages.Rows(60).Select(Floats).ToList())));
        var view = Context.Data.LoadFromEnumerable(Scored);

        var features = Context.Transforms.FeaturizeCnn("Features", cnn.Model, layer).Fit(view).Transform(view).Column<float[]>("Features").ToList();

        Assert.Equal(IsWhole, features.Select(values => values.All(float.IsFinite)));
        Assert.Equal(IsWhole, features.Select(values => !values.All(float.IsNaN)));
    }

    [Theory]
    [InlineData(new[] { 16 })]
    [InlineData(new[] { 8, 2 })]
    [InlineData(new[] { 2, 2, 4 })]
    public void Outputs_of_every_rank_are_no_numbers_either(int[] shape)
    {
        var network = Network.Sequential(new(4, 4, 1), new ReLU(), new Reshape(new Shape(shape)));
        byte[] onnx = OnnxWriter.Write(network, NetworkWeights.Initialize(network, 1), new OnnxModelSettings { InputName = "Image", IsRaw = true, ClassNames = [], Metadata = new Dictionary<string, string>() });
        float[] pixels = [.. Enumerable.Range(1, 32).Select(pixel => (float)pixel)];
        pixels[20] = float.NaN;

        float[] outputs = OnnxScores.Of(onnx, pixels, 2);

        Assert.Equal(pixels[..16], outputs[..16]);
        Assert.All(outputs[16..], output => Assert.True(float.IsNaN(output)));
    }

    [Fact]
    public void Numbers_of_any_size_are_numbers()
    {
        var rows = TestImages.Rows(40).Select(row => new PreprocessingTests.Floats { Image = [.. row.Image.Select(value => value * 1e36f)], Label = row.Label }).ToList();
        var data = SmallTraining.Keyed(Context.Data.LoadFromEnumerable(rows));

        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Preprocessing = Preprocessing.Rescale(1e-38) }, data);

        Assert.All(cnn.Scores(data), scores => Assert.Equal(1, scores.Sum(), 1e-4));
    }

    [Fact]
    public void A_thousand_classes_keep_their_keys_in_the_saved_model()
    {
        string[] names = [.. Enumerable.Range(0, 1_000).Select(i => $"class {i}")];
        var keys = SmallTraining.Keyed(Context.Data.LoadFromEnumerable(names.Select(name => new PreprocessingTests.Floats { Image = new float[144], Label = name }).ToList()));
        var labels = ClassLabels.Resolve(keys.Schema, "Label");

        using var classifier = (IDisposable)PortableModel.Classifier(new MLContext(), labels);

        var view = new OneHotView(PortableModel.OneHot, labels, 1_000);
        Assert.Equal(Enumerable.Range(1, 1_000).Select(key => (uint)key), ((ITransformer)classifier).Transform(view).Column<uint>("PredictedLabel"));
    }

    private static PreprocessingTests.Floats Image(int index, float? pixel = null)
    {
        var row = Floats(TestImages.Rows(6, seed: 3)[index]);
        row.Image[77] = pixel ?? row.Image[77];
        return row;
    }

    private static PreprocessingTests.Floats Floats(ImageRow row) => new() { Image = [.. row.Image.Select(value => (float)value)], Label = row.Label };
}
