using System.Text.Json;

namespace MLNet.Cnn.Tests;

/// <summary>Twenty steps of training against Keras: losses, final weights, and what the trained network gives.</summary>
[Trait("Category", "Conformance")]
public class KerasTrainingTests
{
    private const double LossTolerance = 1e-4, OutputTolerance = 1e-3;
    private const int Nudges = 4;

    // The smallest change of a float32: what two orders of summation differ by at least.
    private const float OneRounding = 1f + 1f / (1 << 23);

    [Fact]
    public void Trains_as_Keras_trains()
    {
        string folder = ConformanceFolder.Require("keras-goldens", "training");
        var report = new ConformanceReport("keras-goldens/training");
        foreach (string file in Directory.EnumerateFiles(folder, "*.keras").Order(StringComparer.Ordinal))
            report.Run(Path.GetFileNameWithoutExtension(file), () => Check(file));
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

    private static void Check(string file)
    {
        var model = KerasModel.Load(file);
        var golden = new SafeTensors(Path.ChangeExtension(file, ".safetensors"));
        using var document = JsonDocument.Parse(File.ReadAllText(Path.ChangeExtension(file, ".json")));
        var root = document.RootElement;
        var config = root.GetProperty("optimizer");
        var optimizer = KerasOptimizers.Optimizer(root.GetProperty("optimizer_class").GetString()!, config);
        optimizer.Validate();
        var schedule = config.GetProperty("learning_rate").ValueKind == JsonValueKind.Object ? KerasOptimizers.Schedule(config.GetProperty("learning_rate")).Schedule : new ConstantRate();
        var settings = new EngineSettings(model.Network.ToLogits(), model.Weights)
        {
            Optimizer = optimizer,
            Loss = new CategoricalCrossentropy { LabelSmoothing = root.GetProperty("label_smoothing").GetDouble() },
            Threads = 1,
        };
        int steps = root.GetProperty("steps").GetInt32();
        var run = Train(settings, golden, schedule, steps);
        float[] expected = [.. Enumerable.Range(0, steps).Select(i => golden[$"loss/{i}"][0])];
        var bounds = new Lazy<List<Run>>(() => [.. Enumerable.Range(0, Nudges).Select(seed => Train(Nudged(settings, seed), golden, schedule, steps))]);
        // Where even the losses stray, the weights do so all the more, and comparing them would say nothing.
        if (Compare("loss", expected, run.Losses, LossTolerance, other => other.Losses))
            return;
        Compare("eval/output", golden["eval/output"], run.Output, OutputTolerance, other => other.Output);
        var ends = golden.Names.Where(name => name.StartsWith("final/", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ends);
        foreach (string name in ends)
        {
            string path = model.Weights.Single(weight => name.EndsWith($"/{weight.Path}", StringComparison.Ordinal)).Path;
            Compare(name, golden[name], run.Weights[path].Values.ToArray(), OutputTolerance, other => other.Weights[path].Values.ToArray());
        }

        // A ReLU that switches, a division by a small variance, or Adam on a gradient that is nothing but rounding, may amplify rounding until
        // no two programs agree to the tolerance. Whether this run does so is measured: by how far it strays when its first weights are rounded otherwise.
        bool Compare(string what, float[] golden, float[] actual, double tolerance, Func<Run, float[]> select)
        {
            double difference = Largest(golden, actual);
            double own = difference > tolerance ? bounds.Value.Max(other => Largest(actual, select(other))) : 0;
            bool strays = own > tolerance / 2;
            if (strays)
            {
                string line = FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(file)}, {what}: differs by {difference:E1}, and by {own:E1} from itself with other roundings");
                Console.WriteLine($"  beyond {tolerance:E0}: {line}");
                // Four samples give the order of magnitude of what rounding does, no more.
                tolerance = 10 * own;
            }
            Closeness.Check(what, golden, actual, tolerance);
            return strays;
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

    private static Run Train(EngineSettings settings, SafeTensors golden, LearningRateSchedule schedule, int steps) => EngineThread.Run(() =>
    {
        var network = settings.Network;
        using var session = TorchEngine.Default.OpenSession(settings);
        var losses = new float[steps];
        for (int i = 0; i < steps; i++)
        {
            var batch = new TrainingBatch(new ImageBatch(network.InputShape, golden[$"batch/{i}/x"]), OneHot(golden[$"batch/{i}/y"], network.OutputShape.Size));
            losses[i] = (float)session.Step(batch, new StepSettings(settings.Optimizer!.LearningRate * schedule.At(i, steps).Factor)).Loss;
        }
        var output = session.Predict(new ImageBatch(network.InputShape, golden["batch/0/x"]), training: false, [network.Layers[^1].Name])[0];
        return new Run(losses, session.ReadState().Weights, output.Values.ToArray());
    });

    private static float[] OneHot(float[] labels, int classes)
    {
        var targets = new float[labels.Length * classes];
        for (int i = 0; i < labels.Length; i++)
            targets[i * classes + (int)labels[i]] = 1;
        return targets;
    }
}
