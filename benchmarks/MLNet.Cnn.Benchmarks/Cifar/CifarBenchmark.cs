using System.Diagnostics;
using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>The accuracy of <see cref="Networks.FastCifar"/>, trained by its recipe, on the 10,000 test images of CIFAR-10, which training never sees: over three seeds, one after the other.</summary>
internal static class CifarBenchmark
{
    public const string Name = "cifar10";

    private const int Seeds = 3;

    private static readonly NetworkBuilder _network = Networks.FastCifar();

    public static void Run(BenchmarkOptions options, ReportWriter writer)
    {
        string data = options.DataFolder ?? throw new ArgumentException("cifar10: --data names the folder with data_batch_1.bin to data_batch_5.bin and test_batch.bin.");
        string folder = options.Folder ?? throw new ArgumentException("cifar10: --folder names the folder that remembers the seeds which were measured.");
        var recipe = TrainingRecipe.For(_network);
        Console.WriteLine(recipe);
        var runs = new List<CifarRun>();
        for (int seed = 1; seed <= Seeds; seed++)
        {
            runs.Add(CifarRun.Of(folder, seed, next => Measure(next, new CnnOptions { Network = _network, Threads = options.Threads }.With(recipe), data)));
            Console.WriteLine(runs[^1]);
            writer.Replace(Table(runs, recipe));
        }
    }

    private static CifarRun Measure(int seed, CnnOptions options, string data)
    {
        var context = new MLContext(seed);
        var train = DataSet.Cifar10.Train(context, data);
        var start = CpuUse.Read();
        var clock = Stopwatch.StartNew();
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label")
            .Append(context.Transforms.TrainCnn(options with { Seed = seed, Progress = report => Console.WriteLine(report) }));
        var model = pipeline.Fit(train);
        double minutes = clock.Elapsed.TotalMinutes;
        var end = CpuUse.Read();
        var scored = model.Transform(DataSet.Cifar10.Test(context, data));
        double accuracy = context.MulticlassClassification.Evaluate(scored).MicroAccuracy;
        double ofOneView = context.MulticlassClassification.Evaluate(OneView(model.LastTransformer, scored.Schema).Transform(scored)).MicroAccuracy;
        return new CifarRun(seed, accuracy, ofOneView, minutes, (end.Own - start.Own) / 60, end.OtherCoresSince(start));
    }

    /// <summary>The same model without test-time augmentation.</summary>
    private static CnnTransformer OneView(CnnTransformer cnn, DataViewSchema schema) => new(
        new TrainedNetwork(cnn.Model.Network, cnn.Model.Weights, cnn.Model.Info with { TestTimeAugmentation = TestTimeAugmentation.None }, TorchEngine.Default),
        ClassLabels.Resolve(schema, "Label"), Path.GetTempPath());

    private static ResultTable Table(IReadOnlyList<CifarRun> runs, TrainingRecipe recipe) => new(
        Name,
        $"CIFAR-10, its 50,000 training images and its 10,000 test images; the accuracy is that of the saved model on all test images, measured once, at the end, and that of the same model on one view of each image. Noise is how many cores other processes kept busy meanwhile: what they took is in the minutes, and not in those of the processor.\n\n```text\n{recipe}\n```",
        [
            new("seed"), new("test accuracy", "F4"), new("of one view", "F4"), new("minutes", "F1"), new("minutes of processor", "F1"), new("noise, cores", "F2"),
        ],
        [
            .. runs.Select(run => Row($"{run.Seed}", one => one(run))),
            Row("mean", runs.Average),
        ]);

    private static IReadOnlyList<object> Row(string name, Func<Func<CifarRun, double>, double> value) =>
    [
        name, value(run => run.Accuracy), value(run => run.AccuracyOfOneView), value(run => run.Minutes), value(run => run.ProcessorMinutes), value(run => run.OtherCores),
    ];
}
