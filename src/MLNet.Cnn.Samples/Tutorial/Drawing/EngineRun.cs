namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>Runs networks whose weights are given: nothing is trained.</summary>
internal static class EngineRun
{
    /// <summary>What the last layer makes of an image.</summary>
    public static LayerOutput Output(Network network, IEnumerable<WeightArray> weights, float[] image, bool training = false)
    {
        using var session = TorchEngine.Default.OpenSession(new EngineSettings(network, new NetworkWeights(network, weights)) { Threads = 1 });
        return session.Predict(new ImageBatch(network.InputShape, image), training, [network.Layers[^1].Name])[0];
    }

    /// <summary>What a single layer without weights, or with one kernel, makes of an image of one channel.</summary>
    public static Plane Output(Layer layer, Plane image, Plane? kernel = null)
    {
        var network = Network.Sequential(new(image.Height, image.Width, 1), layer);
        IEnumerable<WeightArray> weights = kernel is null ? [] : [new($"{network.Layers[^1].Name}/kernel", new(kernel.Height, kernel.Width, 1, 1), kernel.Values.ToArray())];
        return Plane.Of(Output(network, weights, [.. image.Values]));
    }
}
