using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>A network that has its weights scores in a pipeline without being trained.</summary>
public sealed class ApplyCnnTests : IDisposable
{
    private static readonly string[] _sorted = ["column", "diagonal", "row"];

    private readonly TestFolder _folder = new();
    private readonly MLContext _context = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_scores_what_the_network_computes_under_the_names_given()
    {
        var model = Model();
        var rows = TestImages.Rows(9);

        using var cnn = _context.Transforms.ApplyCnn(model, _sorted).Fit(_context.Data.LoadFromEnumerable(rows));
        var scored = cnn.Transform(_context.Data.LoadFromEnumerable(rows));

        var expected = OnnxRun.Output(model.Network, model.Weights, [.. rows.SelectMany(row => row.Image.Select(pixel => (float)pixel))]).Chunk(3).ToList();
        Assert.InRange(SmallTraining.LargestDifference(expected, [.. scored.Column<float[]>("Score")]), 0, 1e-6);
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].GetSlotNames(ref names);
        Assert.Equal(_sorted, names.DenseValues().Select(name => name.ToString()));
        Assert.Equal(expected.Select(scores => _sorted[Array.IndexOf(scores, scores.Max())]), Predicted(scored));
        Assert.Empty(cnn.Model.History.Epochs);
        Assert.Equal(TrainingEnd.NotTrained, cnn.Model.History.End);
    }

    [Fact]
    public void It_is_saved_for_stock_programs_and_loaded_again_and_written_as_ONNX_and_gives_features()
    {
        var rows = TestImages.View(_context, 30);
        var pipeline = _context.Transforms.ApplyCnn(Model(), _sorted).Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var fitted = pipeline.Fit(rows);
        var expected = fitted.Scores(rows);
        var predicted = fitted.Transform(rows).Column<string>("PredictedLabel").ToList();
        string zip = _folder.File("ein Modell ä.zip"), onnx = _folder.File("model.onnx");

        _context.Model.Save(fitted, rows.Schema, zip);
        var stock = new MLContext().Model.Load(zip, out _);
        using var loaded = _context.Model.LoadCnn(zip);
        var cnn = fitted.OfType<CnnTransformer>().Single();
        cnn.SaveOnnx(onnx);
        var features = _context.Transforms.FeaturizeCnn("Features", cnn.Model).Fit(rows).Transform(rows);

        Assert.InRange(SmallTraining.LargestDifference(expected, stock.Scores(rows)), 0, 1e-6);
        Assert.Equal(predicted, stock.Transform(rows).Column<string>("PredictedLabel"));
        Assert.Equal(expected, loaded.Scores(rows));
        Assert.Equal(_sorted, loaded.Model.ClassNames);
        Assert.Equal(TrainingEnd.NotTrained, loaded.Model.History.End);
        Assert.InRange(SmallTraining.LargestDifference(expected, _context.Transforms.ApplyOnnxModel("Score", "Image", onnx).Fit(rows).Scores(rows)), 0, 1e-6);
        Assert.Equal(4 * 5 * 5, features.Column<float[]>("Features").First().Length);
        (stock as IDisposable)?.Dispose();
        cnn.Dispose();
    }

    [Fact]
    public void The_schema_promised_has_the_columns_that_later_steps_need()
    {
        var rows = TestImages.View(_context, 3);
        var estimator = _context.Transforms.ApplyCnn(Model(), _sorted);

        var promised = estimator.Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel")).GetOutputSchema(SchemaShapes.Of(rows.Schema));

        Assert.Equal(["Id", "Image", "Label", "PredictedLabel", "Score"], promised.Select(column => column.Name).Order(StringComparer.Ordinal));
        Assert.Equal(TextDataViewType.Instance, promised.Single(column => column.Name == "PredictedLabel").ItemType);
        Assert.Equal(NumberDataViewType.Single, promised.Single(column => column.Name == "Score").ItemType);
    }

    [Fact]
    public void An_evaluation_against_labels_numbered_by_first_appearance_is_refused_and_against_the_same_order_is_true()
    {
        var rows = TestImages.View(_context, 30);
        var estimator = _context.Transforms.ApplyCnn(Model(), _sorted);
        using var cnn = estimator.Fit(rows);
        var byAppearance = SmallTraining.Keyed(rows);
        var keyed = Numbered(rows, _sorted);
        const string message = "Label column 'Label': the key's number 1 is 'row', the network's output 1 is 'column', so that an evaluation would take one class for another. "
            + "Number the labels as the network does: Conversion.MapValueToKey(\"Label\", keyData: mlContext.Data.LoadFromEnumerable(classNames.Select(name => new { name }))). (Parameter 'inputSchema')";

        Refusal.Says(message, () => estimator.Fit(byAppearance));
        Refusal.Says(message, () => cnn.Transform(byAppearance));
        var scored = cnn.Transform(keyed);
        var metrics = _context.MulticlassClassification.Evaluate(scored);

        double right = Predicted(scored).Zip(TestImages.Rows(30)).Count(pair => pair.First == pair.Second.Label) / 30.0;
        Assert.Equal(right, metrics.MicroAccuracy, 6);
    }

    [Fact]
    public void A_trained_model_refuses_labels_of_another_order_too()
    {
        var rows = TestImages.View(_context, 30);
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, SmallTraining.Keyed(rows));

        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => cnn.Transform(Numbered(rows, _sorted)));

        Assert.Contains("the key's number 1 is 'column', the network's output 1 is 'row'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_of_fewer_classes_are_refused_and_a_key_without_values_goes_by_its_numbers()
    {
        var two = _context.Data.LoadFromEnumerable(TestImages.Rows(30).Where(row => row.Label != "row"));
        var numbers = _context.Data.LoadFromEnumerable(TestImages.Rows(6).Select((row, i) => new NumberedRow { Image = row.Image, Label = (uint)(i % 3 + 1) }));
        var estimator = _context.Transforms.ApplyCnn(Model(), _sorted);

        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(SmallTraining.Keyed(two)));
        using var cnn = estimator.Fit(numbers);

        Assert.StartsWith("Label column 'Label': the key has 2 classes (column, diagonal), the network 3 (column, diagonal, row)", exception.Message, StringComparison.Ordinal);
        Assert.InRange(_context.MulticlassClassification.Evaluate(cnn.Transform(numbers)).MicroAccuracy, 0, 1);
    }

    [Fact]
    public void One_output_tells_two_classes_apart()
    {
        var network = Network.Sequential(new(12, 12, 1), new Rescaling(1 / 255.0), new Flatten(), new Dense(1, Activation.Sigmoid));
        var model = new CnnModel(network, SmallNetworks.RandomWeights(network));
        var rows = TestImages.Rows(4);
        float[] outputs = OnnxRun.Output(network, model.Weights, [.. rows.SelectMany(row => row.Image.Select(pixel => (float)pixel))]);

        using var cnn = _context.Transforms.ApplyCnn(model, ["no", "yes"]).Fit(_context.Data.LoadFromEnumerable(rows));
        var scores = cnn.Scores(_context.Data.LoadFromEnumerable(rows));

        Assert.InRange(SmallTraining.LargestDifference([.. outputs.Select(p => new[] { 1 - p, p })], scores), 0, 1e-6);
        Refusal.Says(
            "CnnScoringOptions.ClassNames has 1 names (yes), but the network 'sequential' has one output, which tells two classes apart. Name each class, in the order of the outputs.",
            () => _context.Transforms.ApplyCnn(model, ["yes"]));
    }

    [Fact]
    public void Names_that_are_not_those_of_the_outputs_are_refused()
    {
        var model = Model();

        Refusal.Says(
            "CnnScoringOptions.ClassNames has 2 names (a, b), but the network 'sequential' has 3 outputs. Name each class, in the order of the outputs.",
            () => _context.Transforms.ApplyCnn(model, ["a", "b"]));
        Refusal.Says("CnnScoringOptions.ClassNames: 'a' is named 2 times. Each output of the network is a class of its own.", () => _context.Transforms.ApplyCnn(model, ["a", "b", "a"]));
        Refusal.Says("CnnScoringOptions.ClassNames: number 2 of 3 names is empty.", () => _context.Transforms.ApplyCnn(model, ["a", " ", "b"]));
        var headless = model.Network.UpTo("max_pooling2d");
        Refusal.Says(
            "The network 'sequential' gives 5x5x4, but scores are one number for each class. Put a head behind it: network.WithNewHead(), and train that.",
            () => _context.Transforms.ApplyCnn(new CnnModel(headless, model.Weights.Of(headless)), _sorted));
    }

    [Fact]
    public void The_pixels_that_a_network_expects_must_be_known()
    {
        var model = Model(new ReLU());
        var scaled = Model(new Rescaling(1 / 255.0));
        var rows = TestImages.View(_context, 6);

        Refusal.Says(
            "The network 'sequential' does not say which pixels it was trained on: no Rescaling or Normalization stands behind its input. "
            + "Set CnnScoringOptions.Preprocessing: None if the image column has the same pixels, Rescale(1 / 255.0) if it has 0-255 and training had 0-1.",
            () => _context.Transforms.ApplyCnn(model, _sorted));
        Refusal.Says(
            "The network 'sequential' has a Normalization without statistics, which only a training takes from its images. Give it Mean and Variance, or set CnnScoringOptions.Preprocessing to Rescale or None.",
            () => _context.Transforms.ApplyCnn(model, new CnnScoringOptions { ClassNames = _sorted, Preprocessing = Preprocessing.Normalize }));
        using var given = _context.Transforms.ApplyCnn(model, new CnnScoringOptions { ClassNames = _sorted, Preprocessing = Preprocessing.Rescale(1 / 255.0) }).Fit(rows);
        using var own = _context.Transforms.ApplyCnn(scaled, _sorted).Fit(rows);
        Assert.InRange(SmallTraining.LargestDifference(own.Scores(rows), given.Scores(rows)), 0, 1e-6);
    }

    [Fact]
    public void Images_of_another_size_are_refused_with_what_to_set()
    {
        var flat = _context.Data.LoadFromEnumerable(TestImages.Rows(3).Select(row => new FlatRow { Image = row.Image }));
        var network = Network.Sequential(new(8, 8, 1), new Rescaling(1 / 255.0), new Flatten(), new Dense(3));
        var other = new CnnModel(network, SmallNetworks.RandomWeights(network));
        var paths = _context.Data.LoadFromEnumerable([new PathRow { Image = "a.png" }]);

        using var fits = _context.Transforms.ApplyCnn(Model(), _sorted).Fit(flat);

        Assert.Equal(new Shape(12, 12, 1), fits.Model.ImageColumn.Shape);
        Refusal.Says(
            "The network 'sequential' takes 8x8x1 images, but those of column 'Image' are Vector<Byte, 144>.", () => _context.Transforms.ApplyCnn(other, _sorted).Fit(flat));
        Refusal.Says(
            "The network 'sequential' takes 8x8x1 images, but those of column 'Image' are 8x8x3. Set CnnScoringOptions.ImageReading to new ImageReading((8, 8)) { ColorMode = ColorMode.Grayscale }.",
            () => _context.Transforms.ApplyCnn(other, new CnnScoringOptions { ClassNames = _sorted, ImageReading = new ImageReading(8) }).Fit(paths));
    }

    [Fact]
    public void Training_on_from_weights_whose_classes_have_another_order_is_refused_and_an_unknown_order_is_told()
    {
        var model = Model();
        var images = SmallTraining.Images();
        var options = SmallTraining.Options with { Network = model.Network, InitialWeights = model.Weights, Epochs = 1 };

        Refusal.Says(
            "Label column 'Label': the key's number 1 is 'row', the network's output 1 is 'column' (CnnOptions.InitialClassNames), so that each output would begin as another class. "
            + "Number the labels as the network does: Conversion.MapValueToKey(\"Label\", keyData: mlContext.Data.LoadFromEnumerable(classNames.Select(name => new { name }))). "
            + "For other classes, put a new head in the old one's place: network.WithNewHead().",
            () => SmallTraining.Fit(options with { InitialClassNames = _sorted }, images));
        using var checkedOrder = SmallTraining.Fit(options with { InitialClassNames = _sorted }, Numbered(TestImages.View(_context, 60), _sorted));
        using var unknown = SmallTraining.Fit(options, images);
        using var newHead = SmallTraining.Fit(options with { Network = model.Network.WithNewHead() }, images);

        Assert.DoesNotContain(checkedOrder.Model.History.Warnings, IsOfOrder);
        Assert.DoesNotContain(newHead.Model.History.Warnings, IsOfOrder);
        Assert.Equal(
            "CnnOptions.InitialWeights bring the head 'dense': its outputs are taken for the classes row, column, diagonal, in this order. Set CnnOptions.InitialClassNames to the order they were trained in, and the fit checks it.",
            Assert.Single(unknown.Model.History.Warnings, IsOfOrder));

        static bool IsOfOrder(string warning) => warning.StartsWith("CnnOptions.InitialWeights", StringComparison.Ordinal);
    }

    private static CnnModel Model(Layer? first = null)
    {
        var network = Network.Sequential(
            new(12, 12, 1), first ?? new Rescaling(1 / 255.0), new Conv2D(4, 3), new MaxPooling2D(2), new Flatten(), new Dense(3, Activation.Softmax));
        return new CnnModel(network, SmallNetworks.RandomWeights(network));
    }

    private IDataView Numbered(IDataView rows, string[] classes) => _context.Transforms.Conversion
        .MapValueToKey("Label", keyData: _context.Data.LoadFromEnumerable(classes.Select(name => new { name }))).Fit(rows).Transform(rows);

    private IEnumerable<string> Predicted(IDataView scored) =>
        _context.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(scored).Transform(scored).Column<string>("PredictedLabel");

    private sealed class NumberedRow
    {
        [VectorType(12, 12)]
        public byte[] Image { get; set; } = [];

        [KeyType(3)]
        public uint Label { get; set; }
    }

    private sealed class FlatRow
    {
        [VectorType(144)]
        public byte[] Image { get; set; } = [];
    }

    private sealed class PathRow
    {
        public string Image { get; set; } = "";
    }
}
