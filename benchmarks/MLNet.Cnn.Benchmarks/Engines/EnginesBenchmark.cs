using System.Globalization;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Training steps of the TensorFlow engine beside those of the TorchSharp engine, in one process, alternating.</summary>
internal static class EnginesBenchmark
{
    /// <summary>The table, or <see langword="null"/> where there is no TensorFlow.</summary>
    public static ResultTable? Run(BenchmarkOptions options)
    {
        var rows = new List<IReadOnlyList<object>>();
        foreach (var engineCase in EngineCase.All.Where(engineCase => options.Network is null || engineCase.Key == options.Network))
        {
            Console.WriteLine($"engines: {engineCase.Name} ...");
            try
            {
                rows.Add(Row(engineCase, EngineThread.Run(() => Measure(engineCase, options))));
            }
            catch (DllNotFoundException exception)
            {
                Console.WriteLine($"left out: {exception.Message}");
                return null;
            }
        }
        return new ResultTable(
            "engines",
            $"Training, images per second: steps of the TensorFlow engine and of the TorchSharp engine on the same thread, one slot of each in turn. Batch {FitCase.BatchSize}, SGD with momentum 0.9, {options.Threads} threads. "
                + "Medians; ratios of neighbouring slots. 'Keras / PyTorch' was measured for these two on two cores.",
            [
                new("network"), new("TensorFlow", "N0"), new("TorchSharp", "N0"), new("ratio", "F3"), new("middle half"),
                new("Keras / PyTorch", "F2"), new("quiet rounds"),
            ],
            rows);
    }

    private static FitResult Measure(EngineCase engineCase, BenchmarkOptions options)
    {
        var network = engineCase.Network;
        var settings = new EngineSettings(network, NetworkWeights.Initialize(network, 1)) { Optimizer = new SGD(0.01, momentum: 0.9), Threads = options.Threads };
        using var tensorFlow = TensorFlowEngine.Default.OpenSession(settings);
        using var torch = TorchEngine.Default.OpenSession(settings);
        var batch = Batch(network);
        int steps = engineCase.StepsFor(options.Seconds);
        LossSteps onTensorFlow = new(tensorFlow, new CategoricalCrossentropy()), onTorch = new(torch, new CategoricalCrossentropy());
        foreach (var warmed in new[] { onTensorFlow, onTorch })
            Steps(warmed, 2);
        List<Slot> ours = [], theirs = [];
        for (int round = 0; round < options.Rounds; round++)
        {
            ours.Add(Slot.Measure(() => Steps(onTensorFlow, steps)));
            theirs.Add(Slot.Measure(() => Steps(onTorch, steps)));
        }
        ours.Add(Slot.Measure(() => Steps(onTensorFlow, steps)));
        return new FitResult(steps * FitCase.BatchSize, ours, [theirs]);

        void Steps(LossSteps session, int count)
        {
            for (int i = 0; i < count; i++)
                session.Take(batch, new StepSettings(0.01));
        }
    }

    private static TrainingBatch Batch(Network network)
    {
        var rows = SyntheticImages.Floats(network.InputShape, FitCase.BatchSize);
        // Where engines can read it without a copy, as in a fit.
        var pixels = AlignedBuffer.Allocate(FitCase.BatchSize * network.InputShape.Size);
        float[] targets = new float[FitCase.BatchSize * SyntheticImages.ClassCount];
        for (int i = 0; i < rows.Count; i++)
        {
            rows[i].Image.CopyTo(pixels[(i * network.InputShape.Size)..]);
            targets[i * SyntheticImages.ClassCount + (int)rows[i].Label] = 1;
        }
        return new TrainingBatch(new ImageBatch(network.InputShape, pixels), targets);
    }

    private static object[] Row(EngineCase engineCase, FitResult result)
    {
        var (low, high) = result.RatioSpread(0);
        return
        [
            engineCase.Name, result.OurImagesPerSecond, result.BareImagesPerSecond(0), result.Ratio(0), string.Create(CultureInfo.InvariantCulture, $"{low:F3}-{high:F3}"),
            engineCase.Expected, $"{result.QuietRounds} of {result.Rounds}",
        ];
    }
}
