using System.Diagnostics;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>What a training step of a network takes.</summary>
/// <param name="Milliseconds">The median of several steps.</param>
/// <param name="MemoryBytes">By how much the process grew at the most, from before the first step to behind the last.</param>
internal sealed record StepMeasure(double Milliseconds, long MemoryBytes)
{
    /// <summary>Steps on random numbers: time and memory do not ask what an image shows.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batchSize">How many images a step takes.</param>
    /// <param name="steps">How many steps are measured; one more is not.</param>
    /// <param name="threads">How many threads compute.</param>
    public static StepMeasure Of(Network network, int batchSize, int steps, int threads)
    {
        var images = RandomImages(network, batchSize);
        var weights = NetworkWeights.Initialize(network, seed: 1);
        var before = MemoryGrowth.Begin();
        using var session = TorchEngine.Default.OpenSession(new(network, weights) { Optimizer = new Adam(), Threads = threads });
        session.Step(images, HalfOfSquares, new(LearningRate: 0.001));
        var times = new List<double>();
        for (var step = 0; step < steps; step++)
        {
            var start = Stopwatch.GetTimestamp();
            session.Step(images, HalfOfSquares, new(LearningRate: 0.001));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        return new(times[times.Count / 2], before.Bytes());
    }

    /// <summary>The gradient of half the sum of all squares is the outputs themselves. Which loss it is makes no difference to time and memory.</summary>
    private static void HalfOfSquares(OutputSlice outputs) => outputs.Values().CopyTo(outputs.Gradient());

    private static ImageBatch RandomImages(Network network, int batchSize)
    {
        var random = new Random(1);
        float[] pixels = [.. Enumerable.Range(0, batchSize * network.InputShape.Size).Select(_ => random.NextSingle())];
        return new(network.InputShape, pixels);
    }
}
