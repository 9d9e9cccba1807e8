using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>Twenty steps of training against Keras: losses, final weights, and what the trained network gives.</summary>
[Trait("Category", "Conformance")]
public class KerasTrainingTests
{
    private const double LossTolerance = 1e-4, OutputTolerance = 1e-3;

    // How often a run is repeated with other roundings, and how many times further from Keras than from itself it may end: two programs round at every step.
    private const int Nudges = 8;
    private const double Allowance = 3;

    // The smallest change of a float32: what two orders of summation differ by at least.
    private const float OneRounding = 1f + 1f / (1 << 23);

    [Theory]
    [MemberData(nameof(ConformanceEngines.Names), MemberType = typeof(ConformanceEngines))]
    public void Trains_as_Keras_trains(string engine)
    {
        string folder = ConformanceFolder.Require("keras-goldens", "training");
        var report = new ConformanceReport($"keras-goldens/training on {engine}");
        foreach (string file in Directory.EnumerateFiles(folder, "*.keras").Order(StringComparer.Ordinal))
            report.Run(Path.GetFileNameWithoutExtension(file), () => Check(engine, file));
        report.Finish();
    }

    [Fact]
    public void Schedules_give_the_rates_of_Keras()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(ConformanceFolder.Require("keras-goldens", "schedules.json")));
        var report = new ConformanceReport("keras-goldens/schedules");
        foreach (var golden in document.RootElement.EnumerateArray())
        {
            report.Run(golden.GetProperty("config").GetRawText(), () =>
            {
                var (schedule, rate) = KerasOptimizers.Schedule(golden);
                schedule.Validate();
                float[] steps = [.. golden.GetProperty("steps").EnumerateArray().Select(step => step.GetSingle())];
                float[] rates = [.. golden.GetProperty("rates").EnumerateArray().Select(value => value.GetSingle())];
                // Keras computes rates in float32.
                Closeness.Check("rate", rates, [.. steps.Select(step => (float)(rate * schedule.At((long)step, 1000).Factor))], 1e-6);
            });
        }
        report.Finish();
    }

    private static void Check(string engine, string file)
    {
        var model = KerasModel.Load(file);
        var golden = new SafeTensors(Path.ChangeExtension(file, ".safetensors"));
        using var document = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(file, ".json")));
        var root = document.RootElement;
        var config = root.GetProperty("optimizer");
        var optimizer = KerasOptimizers.Optimizer(root.GetProperty("optimizer_class").GetString()!, config);
        optimizer.Validate();
        var schedule = config.GetProperty("learning_rate").ValueKind == JsonValueKind.Object ? KerasOptimizers.Schedule(config.GetProperty("learning_rate")).Schedule : new ConstantRate();
        double smoothing = root.GetProperty("label_smoothing").GetDouble();
        var settings = new EngineSettings(model.Network.ToLogits(), model.Weights)
        {
            Optimizer = optimizer,
        };
        Loss loss = model.Network.ScoresBySigmoid() ? new BinaryCrossentropy { LabelSmoothing = smoothing } : new CategoricalCrossentropy { LabelSmoothing = smoothing };
        int steps = root.GetProperty("steps").GetInt32();
        var course = new Course(engine, model.Network, golden, loss, schedule, steps);
        var run = course.Train(settings);
        float[] expected = [.. Enumerable.Range(0, steps).Select(i => golden[$"loss/{i}"][0])];
        var nudged = new Lazy<List<Run>>(() => [.. Enumerable.Range(0, Nudges).Select(seed => course.Train(Nudged(settings, seed)))]);
        var beyond = new List<string>();
        Compare("loss", expected, run.Losses, LossTolerance, other => other.Losses);
        Compare("eval/output", golden["eval/output"], run.Output, OutputTolerance, other => other.Output);
        var ends = golden.Names.Where(name => name.StartsWith("final/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ends);
        foreach (string name in ends)
        {
            string path = model.Weights.Single(weight => name.EndsWith($"/{weight.Path}", StringComparison.Ordinal)).Path;
            Compare(name, golden[name], run.Weights[path].Values.ToArray(), OutputTolerance, other => other.Weights[path].Values.ToArray());
        }

        if (beyond.Count > 0)
            Console.WriteLine($"  {Path.GetFileNameWithoutExtension(file)} differs from Keras by more than the tolerance, as it does from itself with other roundings: {string.Join(", ", beyond)}");

        // A ReLU that switches, a division by a small variance, or Adam on a gradient that is nothing but rounding, may amplify rounding until no two
        // programs agree to the tolerance. By how much is measured: by how far this run strays from itself when its first weights are rounded otherwise.
        void Compare(string what, float[] golden, float[] actual, double tolerance, Func<Run, float[]> select)
        {
            double difference = Largest(golden, actual);
            if (difference > tolerance)
            {
                double own = nudged.Value.Max(other => Largest(actual, select(other)));
                tolerance = Math.Max(tolerance, Allowance * own);
                beyond.Add(FormattableString.Invariant($"{what} by {difference:E1} ({own:E1} from itself)"));
            }
            Closeness.Check(what, golden, actual, tolerance);
        }
    }

    /// <summary>The same first weights, each larger or smaller by one rounding.</summary>
    private static EngineSettings Nudged(EngineSettings settings, int seed) => settings with
    {
        Weights = new NetworkWeights(settings.Network, settings.Weights.Select(array => array with
        {
            Values = array.Values.ToArray().Select((value, i) => value * ((((uint)(i + 1) * 2654435761u) >> (8 + seed)) % 2 == 0 ? OneRounding : 2 - OneRounding)).ToArray(),
        })),
    };

    private static double Largest(float[] a, float[] b) => a.Zip(b).Max(pair => Math.Abs(pair.First - (double)pair.Second)) / Math.Max(a.Max(Math.Abs), 1e-30);

    private sealed record Run(float[] Losses, NetworkWeights Weights, float[] Output);

    /// <summary>The stored batches, one a step.</summary>
    private sealed record Course(string Engine, Network Network, SafeTensors Golden, Loss Loss, LearningRateSchedule Schedule, int Steps)
    {
        public Run Train(EngineSettings settings)
        {
            var (losses, weights) = ConformanceEngines.Work(Engine, settings, session =>
                (Enumerable.Range(0, Steps).Select(step => (float)Step(session, settings, step)).ToArray(), session.ReadState().Weights));
            // By the whole network: what stands behind its logits has no weights.
            return new Run(losses, weights, ConformanceEngines.Output(Engine, Network, new NetworkWeights(Network, weights), Golden["batch/0/x"]));
        }

        private double Step(IEngineSession session, EngineSettings settings, int step)
        {
            float[] labels = Golden[$"batch/{step}/y"];
            float[] targets = ClassTargets.Of([.. labels.Select(label => (int)label)], [.. Enumerable.Range(0, labels.Length)], Network.OutputShape.Size);
            var batch = new TrainingBatch(new ImageBatch(Network.InputShape, Golden[$"batch/{step}/x"]), targets);
            return session.Step(batch, new StepSettings(settings.Optimizer!.LearningRate * Schedule.At(step, Steps).Factor), Loss).Loss;
        }
    }
}
