using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>Models that were trained in Keras reach here, on the same test images, the accuracy that was found there.</summary>
[Trait("Category", "Conformance")]
public class KerasAccuracyTests
{
    [Fact]
    public void The_MNIST_model_classifies_9918_of_10000_test_images()
    {
        string file = ConformanceFolder.Require("keras-models", "moonflower-mnist", "mnist_model.keras");

        // It was trained on pixels from 0 to 1.
        Assert.Equal(0.9918, Accuracy(file, "mnist", 1 / 255f), 4);
    }

    [Fact]
    public void The_LeNet_reaches_its_stored_accuracy_on_Fashion_MNIST()
    {
        string file = ConformanceFolder.Require("keras-trained", "lenet.keras");
        // Whether pixels go to 1 or to 255 is seen from the images stored with the model.
        float scale = new SafeTensors(Path.ChangeExtension(file, ".safetensors"))["input"].Max() <= 1 ? 1 / 255f : 1;
        using var facts = JsonDocument.Parse(File.ReadAllText(ConformanceFolder.Require("keras-trained", "facts.json")));

        Assert.Equal(facts.RootElement.GetProperty("lenet_test_accuracy").GetDouble(), Accuracy(file, "fashion-mnist", scale), 4);
    }

    private static double Accuracy(string file, string data, float scale)
    {
        var model = KerasModel.Load(file);
        using var images = IdxFile.Open(ConformanceFolder.Require("..", "data", data, "t10k-images-idx3-ubyte.gz"));
        using var labels = IdxFile.Open(ConformanceFolder.Require("..", "data", data, "t10k-labels-idx1-ubyte.gz"));
        const int batch = 1000;
        var (pixels, label) = (new byte[images.RowSize], new byte[1]);
        int correct = 0, outputs = model.Network.OutputShape.Size;
        for (int first = 0; first < images.Count; first += batch)
        {
            var input = new float[batch * images.RowSize];
            var expected = new int[batch];
            for (int i = 0; i < batch; i++)
            {
                images.ReadRow(pixels);
                labels.ReadRow(label);
                expected[i] = label[0];
                for (int p = 0; p < pixels.Length; p++)
                    input[i * pixels.Length + p] = pixels[p] * scale;
            }
            float[] scores = OnnxRun.Output(model.Network, model.Weights, input);
            correct += Enumerable.Range(0, batch).Count(i => scores.AsSpan(i * outputs, outputs).IndexOf(scores[(i * outputs)..((i + 1) * outputs)].Max()) == expected[i]);
        }
        return (double)correct / images.Count;
    }
}
