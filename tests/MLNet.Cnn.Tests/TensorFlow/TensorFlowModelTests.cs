using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>A model that TensorFlow trained is a model like any other.</summary>
public class TensorFlowModelTests
{
    [Fact]
    public void A_saved_model_gives_its_scores_in_a_process_that_has_neither_engine()
    {
        using var folder = new TestFolder();
        var context = new MLContext(seed: 1);
        var data = SmallTraining.Images();
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Engine = TensorFlowForTests.Require() }, data);
        context.Model.Save(cnn, data.Schema, folder.File("model.zip"));

        var lines = StockProgram.Run(folder, folder.File("model.zip"), data);

        Assert.InRange(SmallTraining.LargestDifference(cnn.Scores(data), [.. lines.Select(line => line.Scores)]), 0, 1e-6);
        Assert.True(cnn.Model.History.Epochs[^1].Loss < cnn.Model.History.Epochs[0].Loss / 2);
    }

    [Fact]
    public void A_trained_network_shows_its_layers_through_its_engine()
    {
        var engine = TensorFlowForTests.Require();
        using var cnn = SmallTraining.Fit(SmallTraining.Options with { Engine = engine }, SmallTraining.Images());
        var network = cnn.Model.Network;
        var images = new ImageBatch(network.InputShape, Enumerable.Range(0, 2 * network.InputShape.Size).Select(i => (float)(i % 7)).ToArray());

        var outputs = cnn.Model.Predict(images, training: true, [.. network.Layers.Select(layer => layer.Name)]);
        using var session = TorchEngine.Default.OpenSession(new EngineSettings(network, cnn.Model.Weights) { Threads = 1 });
        var expected = session.Predict(images, training: true, [.. network.Layers.Select(layer => layer.Name)]);

        Assert.Equal(network.Layers.Count, outputs.Count);
        Assert.All(outputs.Zip(expected), pair => Engine.AssertClose(pair.Second.Values.ToArray(), pair.First.Values.ToArray(), 1e-4));
    }
}
