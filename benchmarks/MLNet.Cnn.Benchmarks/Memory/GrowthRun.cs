using System.Runtime.CompilerServices;
using Microsoft.ML;
using TorchSharp;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Whether 1,000 steps of LeNet5 keep memory or tensors that they should give back.</summary>
internal static class GrowthRun
{
    private const int StepsPerEpoch = 100;
    private const int WarmUpEpochs = 2;
    private const int MeasuredEpochs = 10;

    /// <summary>Prints memory before and after, and the live tensors before, during and after.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Run(ICnnEngine engine, int threads)
    {
        long tensorsBefore = torch.Tensor.TotalCount, tensorsDuring = 0;
        double before = 0, after = 0;
        var context = new MLContext(seed: 1);
        var rows = SyntheticImages.Bytes(TrainedModel.ImageShape, StepsPerEpoch * FitCase.BatchSize);
        using var model = context.Transforms.TrainCnn(new CnnOptions
        {
            Network = Networks.LeNet5(batchNormalization: true),
            Epochs = WarmUpEpochs + MeasuredEpochs,
            BatchSize = FitCase.BatchSize,
            Threads = threads,
            Engine = engine,
            Progress = report =>
            {
                tensorsDuring = torch.Tensor.TotalCount;
                after = ProcessMemory.Resident;
                if (report.Epoch == WarmUpEpochs)
                    before = after;
            },
        }).Fit(ImageRow<byte>.View(context, rows, TrainedModel.ImageShape));
        MemoryProcess.Print(before, after, tensorsBefore, tensorsDuring, torch.Tensor.TotalCount);
    }
}
