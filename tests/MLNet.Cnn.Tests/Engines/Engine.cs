namespace MLNet.Cnn.Tests;

/// <summary>Short ways to run small networks on an engine with one thread, for tests with numbers worked by hand.</summary>
internal static class Engine
{
    /// <summary>Opens a session with given weights (by path, in Keras' layout) or, where none are given, those of seed 1, and works with it on a thread of its own.</summary>
    public static T With<T>(Network network, Optimizer? optimizer, Func<IEngineSession, T> work, params (string Path, float[] Values)[] weights) =>
        EngineThread.Run(() =>
        {
            using var session = TorchEngine.Default.OpenSession(new EngineSettings(network, Weights(network, weights)) { Optimizer = optimizer, Threads = 1 });
            return work(session);
        });

    /// <summary>The output for images in (count, height, width, channels) order.</summary>
    public static float[] Output(Network network, float[] images, bool training = false, params (string Path, float[] Values)[] weights) =>
        With(network, null, session => session.Predict(new ImageBatch(network.InputShape, images), training, [network.Layers[^1].Name])[0].Values.ToArray(), weights);

    public static NetworkWeights Weights(Network network, params (string Path, float[] Values)[] weights)
    {
        var given = weights.ToDictionary(weight => weight.Path, weight => weight.Values);
        var first = NetworkWeights.Initialize(network, 1);
        Assert.All(given.Keys, path => Assert.NotNull(first[path]));
        return new NetworkWeights(network, first.Select(array => given.TryGetValue(array.Path, out var values) ? array with { Values = values } : array));
    }

    public static void AssertClose(IReadOnlyList<float> expected, IReadOnlyList<float> actual, double tolerance = 1e-5)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"[{i}]: expected {expected[i]}, got {actual[i]}");
    }
}

/// <summary>Steps as tests like to write them.</summary>
internal static class EngineSteps
{
    /// <summary>A step that lowers a loss; <see cref="CategoricalCrossentropy"/> where none is given.</summary>
    public static StepResult Step(this IEngineSession session, TrainingBatch batch, StepSettings settings, Loss? loss = null) =>
        new LossSteps(session, loss ?? new CategoricalCrossentropy()).Take(batch, settings);
}
