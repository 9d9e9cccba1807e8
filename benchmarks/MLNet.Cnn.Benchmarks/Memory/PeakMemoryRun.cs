using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>FullyConnected on as many images as MNIST has, in a process of its own: only then is its peak that of the training.</summary>
internal static class PeakMemoryRun
{
    public const int Images = 60_000;
    public const int Epochs = 5;

    /// <summary>Runs the process.</summary>
    /// <returns>Its peak in megabytes and how long it took.</returns>
    public static (double Peak, double Seconds) Start(int threads)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is not known.");
        var start = new ProcessStartInfo(program, [CommandLine.PeakBenchmark, "--threads", threads.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (double.Parse(output, CultureInfo.InvariantCulture), clock.Elapsed.TotalSeconds);
    }

    /// <summary>What that process does; it prints the peak.</summary>
    public static void Run(int threads)
    {
        var context = new MLContext(seed: 1);
        using var model = context.Transforms.TrainCnn(new CnnOptions { Network = Networks.FullyConnected(), Epochs = Epochs, Threads = threads })
            .Fit(ImageRow<byte>.View(context, Rows(), TrainedModel.ImageShape));
        Console.WriteLine(ProcessMemory.Peak.ToString(CultureInfo.InvariantCulture));
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
