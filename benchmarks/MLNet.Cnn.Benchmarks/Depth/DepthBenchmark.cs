using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Plain against residual networks of 20 and of 56 layers, trained alike: figure 1 of He et al. (2015), and what shortcuts change about it (figure 6).</summary>
/// <remarks>A tenth of CIFAR-10 and half of the filters, because the paper's setting takes a day. Finished trainings are taken from their checkpoints.</remarks>
internal static class DepthBenchmark
{
    public const string Name = "depth";

    private const int TrainingImages = 5_000;
    private const int Epochs = 5;
    private const int BatchSize = 64;
    private const double Width = 0.5;

    private static readonly (string Name, NetworkBuilder Network)[] Cases =
    [
        ("plain, 20 layers", Networks.ResNetCifar(20, Shortcut.None, Width)),
        ("plain, 56 layers", Networks.ResNetCifar(56, Shortcut.None, Width)),
        ("residual, 20 layers", Networks.ResNetCifar(20, width: Width)),
        ("residual, 56 layers", Networks.ResNetCifar(56, width: Width)),
    ];

    public static void Run(BenchmarkOptions options, ReportWriter writer)
    {
        string data = options.DataFolder ?? throw new ArgumentException($"{Name}: --data names the folder with the binary batches of CIFAR-10.");
        string folder = options.Folder ?? throw new ArgumentException($"{Name}: --folder names the folder of the checkpoints.");
        var context = new MLContext(options.Seed);
        var (train, test) = (context.Data.TakeRows(DataSet.Cifar10.Train(context, data), TrainingImages), DataSet.Cifar10.Test(context, data));
        var labels = context.Transforms.Conversion.MapValueToKey("Label").Fit(train);
        var recipe = TrainingRecipe.For(Cases[0].Network);
        // Scored once, as in the paper; more steps for fewer images.
        recipe = recipe with { Epochs = options.Epochs ?? Epochs, BatchSize = BatchSize, TestTimeAugmentation = TestTimeAugmentation.None };
        var rows = new List<IReadOnlyList<object>>();
        var histories = new List<NamedHistory>();
        foreach (var (name, network) in Cases)
        {
            Console.WriteLine(name);
            var before = Environment.CpuUsage.TotalTime;
            using var model = context.Transforms.TrainCnn(new CnnOptions
            {
                Network = network,
                Seed = options.Seed,
                Threads = options.Threads,
                Checkpoints = new Checkpointing(Path.Combine(folder, network.Name)),
                Progress = report => Console.WriteLine(report),
            }.With(recipe)).Fit(labels.Transform(train));
            double processor = (Environment.CpuUsage.TotalTime - before).TotalMinutes;
            var metrics = context.MulticlassClassification.Evaluate(model.Transform(labels.Transform(test)));
            var last = model.Model.History.Epochs[^1];
            histories.Add(new NamedHistory(name, model.Model.History));
            rows.Add([name, model.Model.Network.ParameterCount, last.Loss, last.Accuracy, metrics.MicroAccuracy, processor, last.Elapsed.TotalMinutes]);
            writer.Replace(Table(rows, recipe, options));
            writer.Draw(new LearningCurve([.. histories]));
        }
    }

    private static ResultTable Table(List<IReadOnlyList<object>> rows, TrainingRecipe recipe, BenchmarkOptions options) => new(
        Name,
        FormattableString.Invariant($"Plain and residual networks (option A) for small images with {100 * Width:F0} % of the filters, on the first {TrainingImages:N0} training images of CIFAR-10, seed {options.Seed}; accuracy of the saved model on the 10,000 test images, measured once, at the end. The curves are those of training.\n\n```text\n{recipe}\n```"),
        [new("network"), new("parameters", "N0"), new("loss in training, last epoch", "F4"), new("accuracy in training, last epoch", "F4"), new("test accuracy", "F4"), new("minutes of processor in this process", "F1"), new("minutes of training", "F1")],
        rows);
}
