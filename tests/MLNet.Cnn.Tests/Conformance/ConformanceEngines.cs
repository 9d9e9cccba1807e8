namespace MLNet.Cnn.Tests;

/// <summary>The engines that every conformance test runs on, by name: each is one more row of every theory.</summary>
internal static class ConformanceEngines
{
    private static readonly Dictionary<string, Func<ICnnEngine>> All = new()
    {
        ["TorchSharp"] = () => TorchEngine.Default,
        ["TensorFlow"] = TensorFlowForTests.Require,
    };

    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>Works with a session on a thread of its own, with one thread.</summary>
    public static T Work<T>(string engine, EngineSettings settings, Func<IEngineSession, T> work)
    {
        // Here, because only the test's own thread can skip it.
        var chosen = All[engine]();
        return EngineThread.Run(() =>
        {
            using var session = chosen.OpenSession(settings with { Threads = 1 });
            return work(session);
        });
    }

    /// <summary>The network's output in inference.</summary>
    public static float[] Output(string engine, Network network, NetworkWeights weights, float[] images) =>
        Work(engine, new EngineSettings(network, weights), session => Output(session, network, images));

    /// <inheritdoc cref="Output(string, Network, NetworkWeights, float[])"/>
    public static float[] Output(IEngineSession session, Network network, float[] images) =>
        session.Predict(new ImageBatch(network.InputShape, images), training: false, [network.Layers[^1].Name])[0].Values.ToArray();
}
