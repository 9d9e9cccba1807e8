using MLNet.Cnn;
using MLNet.Cnn.Benchmarks;

return CommandLine.Run(args, options =>
{
    // Before anything touches TorchSharp.
    NativeLoader.EnsureLoaded();
    switch (options.Benchmark)
    {
        case MemoryProcess.Growth:
            GrowthRun.Run(TorchEngine.Default, options.Threads);
            return;
        case MemoryProcess.TensorFlowGrowth:
            GrowthRun.Run(TensorFlowEngine.Default, options.Threads);
            return;
        case MemoryProcess.Peak:
            PeakRun.Run(options.Threads);
            return;
        case ImagesRun.Few or ImagesRun.InMemory or ImagesRun.InFile:
            ImagesRun.Run(options.Benchmark, options.Threads);
            return;
        case ResNetRun.Name:
            ResNetRun.Run(options.Threads);
            return;
        case MutatedRun.Name:
            MutatedRun.Run();
            return;
        case CameraRun.Name:
            CameraRun.Run();
            return;
        case KillRun.Name:
            KillRun.Run(options.Folder);
            return;
        case ExperimentKillRun.Name:
            ExperimentKillRun.Run(options.Folder, options.DataFolder);
            return;
    }
    var writer = new ReportWriter(options);
    if (options.Includes("fit"))
        writer.Add(FitBenchmark.Run(options));
    if (options.Includes("engines") && EnginesBenchmark.Run(options) is { } engines)
    {
        writer.Add(engines);
        writer.Add(MemoryBenchmark.TensorFlowGrowth(options));
    }
    if (options.Includes("transform"))
        writer.Add(TransformBenchmark.Run(options));
    if (options.Includes("predict"))
        writer.Add(PredictBenchmark.Run());
    if (options.Includes("memory"))
        writer.Add(MemoryBenchmark.Run(options));
    if (options.Includes("augment"))
        writer.Add(AugmentBenchmark.Run(options));
    if (options.Benchmark == "images")
        writer.Add(ImagesBenchmark.Run(options));
    // These take minutes and measure no speed: only when asked for.
    if (options.Benchmark == "kill")
        writer.Add(new KillBenchmark(KillCase.Training, null).Run());
    if (options.Benchmark == KillCase.Experiment.Key)
        writer.Add(new KillBenchmark(KillCase.Experiment, options.DataFolder).Run());
    if (options.Benchmark == HalvingBenchmark.Name)
        writer.Add(HalvingBenchmark.Run(options));
    if (options.Benchmark == "recipe")
        new RecipeBenchmark(RecipeCase.Of(options), options, writer).Run();
    if (options.Benchmark == CifarBenchmark.Name)
        CifarBenchmark.Run(options, writer);
    if (options.Benchmark == DepthBenchmark.Name)
        DepthBenchmark.Run(options, writer);
    writer.Save();
});
