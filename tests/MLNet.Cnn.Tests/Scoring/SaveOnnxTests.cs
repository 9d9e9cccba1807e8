using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;

namespace MLNet.Cnn.Tests;

/// <summary>An ONNX file scores as the transformer does, in any program that has ONNX Runtime.</summary>
public class SaveOnnxTests
{
    private static readonly NetworkBuilder Logits = new("logits", (shape, classes) => Network.Sequential(
        shape, new Conv2D(4, 3), new BatchNormalization(), new ReLU(), new MaxPooling2D(2), new Flatten(), new Dense(classes)));

    private static readonly NetworkBuilder Probabilities = new("probabilities", (shape, classes) => Network.Sequential(
        shape, new Conv2D(4, 3) { Activation = Activation.ReLU }, new Flatten(), new Dense(classes, Activation.Softmax)));

    [Theory]
    [InlineData(ImageLayout.Interleaved, true, false)]
    [InlineData(ImageLayout.Interleaved, false, true)]
    [InlineData(ImageLayout.Planar, true, true)]
    [InlineData(ImageLayout.Planar, false, false)]
    public void The_file_scores_as_the_transformer(ImageLayout layout, bool isByte, bool endsInSoftmax)
    {
        using var folder = new TestFolder();
        var context = new MLContext(seed: 1);
        var random = new Random(1);
        int[] dimensions = layout == ImageLayout.Planar ? [3, 9, 8] : [9, 8, 3];
        var pixels = Enumerable.Range(0, 40).Select(i => Enumerable.Range(0, 216).Select(_ => (byte)random.Next(i % 2 * 100, 150)).ToArray()).ToList();
        var data = isByte
            ? View(context, pixels.Select((image, i) => new Image<byte> { Pixels = image, Label = $"{i % 2}" }), dimensions)
            : View(context, pixels.Select((image, i) => new Image<float> { Pixels = [.. image.Select(p => p / 255f)], Label = $"{i % 2}" }), dimensions);
        var options = SmallTraining.Options with { Network = endsInSoftmax ? Probabilities : Logits, ImageColumnName = "Pixels", Epochs = 10 };
        using var cnn = SmallTraining.Fit(options, SmallTraining.Keyed(data));
        string path = folder.File("model ü.onnx");

        cnn.SaveOnnx(path);

        byte[] file = File.ReadAllBytes(path);
        float[] scores = isByte
            ? OnnxScores.Of(file, pixels.SelectMany(image => image).ToArray(), 40)
            : OnnxScores.Of(file, pixels.SelectMany(image => image).Select(p => p / 255f).ToArray(), 40);
        Assert.InRange(SmallTraining.LargestDifference(cnn.Scores(data), [.. scores.Chunk(2)]), 0, 1e-5);
        Assert.Equal(cnn.Model.ToOnnx(), file);
        Assert.Equal(["model ü.onnx"], folder.Content);
        Assert.InRange(cnn.Model.History.Epochs[^1].Accuracy, 0.9, 1);
    }

    [Fact]
    public void The_file_says_what_it_is()
    {
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, SmallTraining.Images());

        using var session = new InferenceSession(cnn.Model.ToOnnx());

        Assert.Equal("2", session.ModelMetadata.CustomMetadataMap["mlnetcnn.format"]);
        Assert.Equal("MLNet.Cnn", session.ModelMetadata.ProducerName);
        Assert.Equal("Image", Assert.Single(session.InputMetadata).Key);
        Assert.Equal([-1, 12, 12, 1], session.InputMetadata["Image"].Dimensions);
        Assert.Equal("Score", Assert.Single(session.OutputMetadata).Key);
        Assert.Equal([-1, 3], session.OutputMetadata["Score"].Dimensions);
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_named_and_nothing_is_left()
    {
        using var folder = new TestFolder();
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Epochs = 1 }, SmallTraining.Images());
        string missing = Path.Combine(folder.Path, "no such folder", "model.onnx");

        Refusal.Says<IOException>(
            $"'{missing}' could not be written: There is no folder '{Path.GetDirectoryName(missing)}'. Check that the folder exists, is writable and has room; a file that was there before is unchanged.",
            () => cnn.SaveOnnx(missing));

        Directory.CreateDirectory(folder.File("model.onnx"));
        File.WriteAllText(Path.Combine(folder.Path, "model.onnx", "old"), "old");
        Assert.StartsWith($"'{folder.File("model.onnx")}' could not be written: ", Assert.Throws<IOException>(() => cnn.SaveOnnx(folder.File("model.onnx"))).Message);
        Assert.Equal(["model.onnx", Path.Combine("model.onnx", "old")], folder.Content);
        Assert.Throws<ArgumentNullException>(() => cnn.SaveOnnx(null!));
    }

    private static IDataView View<T>(MLContext context, IEnumerable<Image<T>> rows, int[] dimensions)
    {
        var schema = SchemaDefinition.Create(typeof(Image<T>));
        schema["Pixels"].ColumnType = new VectorDataViewType(typeof(T) == typeof(byte) ? NumberDataViewType.Byte : NumberDataViewType.Single, dimensions);
        return context.Data.LoadFromEnumerable(rows.ToList(), schema);
    }

    private sealed class Image<T>
    {
        public T[] Pixels { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
