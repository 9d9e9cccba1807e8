using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>Models that were trained in Keras score in a pipeline as they did there, without any training, and ML.NET's metrics are those that were found there.</summary>
[Trait("Category", "Conformance")]
public sealed class ApplyKerasTests
{
    private const double Tolerance = 1e-4;

    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void The_LeNet_reaches_its_stored_accuracy_in_the_metrics_of_ML_NET_and_refuses_labels_numbered_by_first_appearance()
    {
        string file = ConformanceFolder.Require("keras-trained", "lenet.keras");
        string images = ConformanceFolder.Require("..", "data", "fashion-mnist", "t10k-images-idx3-ubyte.gz"), labels = ConformanceFolder.Require("..", "data", "fashion-mnist", "t10k-labels-idx1-ubyte.gz");
        using var facts = JsonDocument.Parse(File.ReadAllText(ConformanceFolder.Require("keras-trained", "facts.json")));
        string[] classes = [.. Enumerable.Range(0, 10).Select(i => $"{i}")];
        // Whether pixels go to 1 or to 255 is seen from the images stored with the model.
        bool isScaled = new SafeTensors(Path.ChangeExtension(file, ".safetensors"))["input"].Max() <= 1;
        var scoring = _context.Transforms.ApplyCnn(
            KerasModel.Load(file), new CnnScoringOptions { ClassNames = classes, Preprocessing = isScaled ? Preprocessing.Rescale(1 / 255.0) : Preprocessing.None });
        var data = _context.Data.LoadFromIdx(images, labels);

        var model = _context.Transforms.Conversion.MapValueToKey("Label", keyData: _context.Data.LoadFromEnumerable(classes.Select(name => new { name }))).Append(scoring).Fit(data);
        var metrics = _context.MulticlassClassification.Evaluate(model.Transform(data));
        var byAppearance = Assert.Throws<ArgumentOutOfRangeException>(() => _context.Transforms.Conversion.MapValueToKey("Label").Append(scoring).Fit(data));

        Assert.Equal(facts.RootElement.GetProperty("lenet_test_accuracy").GetDouble(), metrics.MicroAccuracy, 4);
        Assert.Contains("an evaluation would take one class for another", byAppearance.Message, StringComparison.Ordinal);
        model.LastTransformer.Dispose();
    }

    [Theory]
    [InlineData("lenet")]
    [InlineData("tutorial")]
    [InlineData("fine_tuned")]
    public void Scores_in_a_pipeline_are_those_that_Keras_predicts(string name)
    {
        var model = KerasModel.Load(ConformanceFolder.Require("keras-trained", $"{name}.keras"));
        var stored = new SafeTensors(ConformanceFolder.Require("keras-trained", $"{name}.safetensors"));
        var (shape, classes) = (model.Network.InputShape, model.Network.OutputShape.Size);
        var rows = stored["input"].Chunk(shape.Size).Select(pixels => new Row { Image = pixels });
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Image)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, shape.Height, shape.Width, shape.Channels);
        var data = _context.Data.LoadFromEnumerable(rows, schema);
        var preprocessing = model.Network.BeginsWithPreprocessing() ? Preprocessing.Automatic : Preprocessing.None;

        using var cnn = _context.Transforms.ApplyCnn(model, new CnnScoringOptions { ClassNames = [.. Enumerable.Range(0, classes).Select(i => $"class {i}")], Preprocessing = preprocessing }).Fit(data);

        var predicted = stored["output"].Chunk(classes);
        var expected = model.Network.EndsInSoftmax() ? predicted : predicted.Select(Softmax);
        Assert.InRange(SmallTraining.LargestDifference([.. expected], cnn.Scores(data)), 0, Tolerance);
    }

    private static float[] Softmax(float[] logits)
    {
        double[] powers = [.. logits.Select(logit => Math.Exp(logit - logits.Max()))];
        return [.. powers.Select(power => (float)(power / powers.Sum()))];
    }

    private sealed class Row
    {
        public float[] Image { get; set; } = [];
    }
}
