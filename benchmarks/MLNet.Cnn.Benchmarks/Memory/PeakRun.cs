using System.Diagnostics;
using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>FullyConnected on as many images as MNIST has.</summary>
internal static class PeakRun
{
    public const int Images = 60_000;
    public const int Epochs = 5;

    /// <summary>Prints the peak of the process and its seconds so far.</summary>
    public static void Run(int threads)
    {
        var context = new MLContext(seed: 1);
        using var model = context.Transforms.TrainCnn(new CnnOptions { Network = Networks.FullyConnected(), Epochs = Epochs, Threads = threads })
            .Fit(ImageRow<byte>.View(context, Rows(), TrainedModel.ImageShape));
        using var process = Process.GetCurrentProcess();
        MemoryProcess.Print(ProcessMemory.Peak, (DateTime.Now - process.StartTime).TotalSeconds);
    }

    /// <summary>Images one at a time, as a file reader gives them: only what Fit keeps is in memory.</summary>
    private static IEnumerable<ImageRow<byte>> Rows()
    {
        var random = new Random(1);
        var row = new ImageRow<byte> { Image = new byte[TrainedModel.ImageShape.Size] };
        for (int i = 0; i < Images; i++)
        {
            random.NextBytes(row.Image);
            row.Label = (uint)random.Next(SyntheticImages.ClassCount);
            yield return row;
        }
    }
}
