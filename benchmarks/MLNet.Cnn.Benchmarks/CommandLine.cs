using System.CommandLine;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Turns arguments into <see cref="BenchmarkOptions"/>.</summary>
internal static class CommandLine
{
    /// <summary>Parses the arguments and runs.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, Action<BenchmarkOptions> run)
    {
        var benchmark = new Argument<string>("benchmark")
        {
            Description = "What to measure: fit, engines, transform, predict, memory, augment, all of these; images (encoded images: memory, speed, broken bytes); kill and kill-experiment (resuming after SIGKILL); halving (successive halving against a grid); recipe (what a preset reaches by its recipe); cifar10 (what FastCifar reaches, over three seeds); or depth (plain against residual networks).",
            DefaultValueFactory = _ => "all",
        };
        benchmark.AcceptOnlyFromAmong("fit", "engines", "transform", "predict", "memory", "augment", "all", "kill", "recipe", CifarBenchmark.Name, DepthBenchmark.Name, "images", ImagesRun.Few, ImagesRun.InMemory, ImagesRun.InFile, ResNetRun.Name, MutatedRun.Name, CameraRun.Name, KillRun.Name, KillCase.Experiment.Key, ExperimentKillRun.Name, HalvingBenchmark.Name, MemoryProcess.Growth, MemoryProcess.TensorFlowGrowth, MemoryProcess.Peak);
        var network = new Option<string?>("--network") { Description = "Only this network (fit, engines): fc, lenet, resnet18; for fit also fc-bf16 or resnet18-bf16, for engines vgg13. For recipe: preset and data set." };
        network.AcceptOnlyFromAmong([.. FitCase.All.Select(fitCase => fitCase.Key), "vgg13", .. RecipeCase.All.Select(recipe => recipe.Key)]);
        var threads = new Option<int>("--threads") { Description = "Threads of both sides.", DefaultValueFactory = _ => 2 };
        var rounds = new Option<int>("--rounds") { Description = "Quiet rounds to take the median of.", DefaultValueFactory = _ => 9 };
        var seconds = new Option<double>("--seconds") { Description = "About how long one slot lasts.", DefaultValueFactory = _ => 1 };
        var data = new Option<string?>("--data") { Description = "The folder with the files of the data set (recipe, cifar10, depth, kill-experiment, halving)." };
        var seed = new Option<int>("--seed") { Description = "The seed of the training (recipe, depth).", DefaultValueFactory = _ => 1 };
        var epochs = new Option<int?>("--epochs") { Description = "The epochs of the training, if not the recipe's (recipe, depth)." };
        var json = new Option<string?>("--json") { Description = "A file that receives the results as JSON." };
        var folder = new Option<string?>("--folder") { Description = "The folder of a run's checkpoints, from which it goes on (recipe, depth), or of the seeds that were measured (cifar10)." };
        var command = new RootCommand("Measures MLNet.Cnn against bare TorchSharp and bare ONNX Runtime, in one process, alternating.")
        {
            benchmark, network, threads, rounds, seconds, data, seed, epochs, json, folder,
        };
        command.SetAction(result => run(new BenchmarkOptions
        {
            Benchmark = result.GetRequiredValue(benchmark),
            Network = result.GetValue(network),
            Threads = result.GetRequiredValue(threads),
            Rounds = result.GetRequiredValue(rounds),
            Seconds = result.GetRequiredValue(seconds),
            DataFolder = result.GetValue(data),
            Seed = result.GetRequiredValue(seed),
            Epochs = result.GetValue(epochs),
            JsonFile = result.GetValue(json),
            Folder = result.GetValue(folder),
        }));
        return command.Parse(arguments).Invoke();
    }
}
