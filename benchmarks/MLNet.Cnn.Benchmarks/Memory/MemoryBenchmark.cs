using System.Runtime.CompilerServices;
using Microsoft.ML;
using TorchSharp;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Whether training keeps what it should give back, and how much it needs at most.</summary>
internal static class MemoryBenchmark
{
    private const int StepsPerEpoch = 100;
    private const int MeasuredEpochs = 10;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ResultTable Run(BenchmarkOptions options)
    {
        Console.WriteLine("memory: LeNet5 + BN, 1,000 steps ...");
        long tensorsBefore = torch.Tensor.TotalCount;
        var (before, after, tensorsDuring) = TrainLeNet(options.Threads);
        long tensorsAfter = torch.Tensor.TotalCount;
        Console.WriteLine("memory: FullyConnected in a process of its own ...");
        var (peak, seconds) = PeakMemoryRun.Start(options.Threads);
        return new ResultTable(
            "memory",
            "Memory in MB (1,000,000 bytes). Growth is counted from the 200th step on, when libtorch and .NET have their pools.",
            [new("what"), new("value", "N1")],
            [
                ["LeNet5 + BN: resident after 200 steps", before],
                ["LeNet5 + BN: resident 1,000 steps later", after],
                ["LeNet5 + BN: growth", after - before],
                ["live tensors before the fit", (double)tensorsBefore],
                ["live tensors after an epoch", (double)tensorsDuring],
                ["live tensors after the fit", (double)tensorsAfter],
                [$"FullyConnected, {PeakMemoryRun.Images:N0} images, {PeakMemoryRun.Epochs} epochs: peak resident of the process", peak],
                ["the same: seconds of the process, images made included", seconds],
            ]);
    }

    private static (double Before, double After, long Tensors) TrainLeNet(int threads)
    {
        double before = 0, after = 0;
        long tensors = 0;
        var context = new MLContext(seed: 1);
        var rows = SyntheticImages.Bytes(TrainedModel.ImageShape, StepsPerEpoch * FitCase.BatchSize);
        using var model = context.Transforms.TrainCnn(new CnnOptions
        {
            Network = Networks.LeNet5(batchNormalization: true),
            Epochs = 2 + MeasuredEpochs,
            BatchSize = FitCase.BatchSize,
            Threads = threads,
            Progress = report =>
            {
                tensors = torch.Tensor.TotalCount;
                if (report.Epoch == 2)
                    before = ProcessMemory.Resident;
                after = ProcessMemory.Resident;
            },
        }).Fit(ImageRow<byte>.View(context, rows, TrainedModel.ImageShape));
        return (before, after, tensors);
    }
}
