using System.Diagnostics;
using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>One call of ML.NET's PredictionEngine on one image.</summary>
internal static class PredictBenchmark
{
    private const int WarmUp = 2_000;
    private const int Calls = 50_000;

    public static ResultTable Run() => new(
        "predict",
        $"One PredictionEngine.Predict of a 28x28 image of bytes, in microseconds, over {Calls:N0} calls.",
        [new("network"), new("median", "F1"), new("95th percentile", "F1"), new("99th percentile", "F1"), new("noise, cores", "F2")],
        [
            Row("LeNet5 + BN", Networks.LeNet5(batchNormalization: true)),
            Row("FullyConnected", Networks.FullyConnected()),
        ]);

    private static object[] Row(string name, NetworkBuilder network)
    {
        Console.WriteLine($"predict: {name} ...");
        var context = new MLContext(seed: 1);
        // The engine disposes the model.
        using var engine = context.Model.CreatePredictionEngine<PixelsOfDigit, DigitScore>(TrainedModel.Fit(context, network));
        var images = SyntheticImages.Bytes(TrainedModel.ImageShape, 1024);
        double[] microseconds = new double[Calls];
        var (input, output) = (new PixelsOfDigit(), new DigitScore());
        var start = CpuUse.Read();
        for (int call = -WarmUp; call < Calls; call++)
        {
            input.Image = images[(call + WarmUp) % images.Count].Image;
            long before = Stopwatch.GetTimestamp();
            engine.Predict(input, ref output);
            if (call >= 0)
                microseconds[call] = Stopwatch.GetElapsedTime(before).TotalMicroseconds;
        }
        return
        [
            name, microseconds.Median(), microseconds.Quantile(0.95), microseconds.Quantile(0.99), CpuUse.Read().OtherCoresSince(start),
        ];
    }
}
