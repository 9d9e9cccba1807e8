using System.Globalization;

namespace MLNet.Cnn.Benchmarks;

/// <summary>Our Fit against the bare TorchSharp loop.</summary>
internal static class FitBenchmark
{
    public static ResultTable Run(BenchmarkOptions options)
    {
        var rows = new List<IReadOnlyList<object>>();
        foreach (var fitCase in FitCase.All.Where(fitCase => options.Network is null || fitCase.Key == options.Network))
        {
            foreach (var data in FitData.All)
            {
                Console.WriteLine($"fit: {fitCase.Name}, {fitCase.Precision}, {data.Name} ...");
                rows.Add(Row(fitCase, data, FitMeasurement.Run(fitCase, data, options)));
            }
        }
        return new ResultTable(
            "fit",
            $"Training, images per second: epochs of an ordinary Fit against the bare TorchSharp loop with as many steps between them. bare: the same layout and precision written by hand, with libtorch's fused SGD; naive: channels first, float32, TorchSharp's own SGD. Batch {FitCase.BatchSize}, SGD with momentum 0.9, {options.Threads} threads. "
                + $"Medians of rounds in which other processes used at most {Slot.NoiseLimit.ToString(CultureInfo.InvariantCulture)} cores; of all where fewer than three were.",
            [
                new("network"), new("precision"), new("data"), new("layout"), new("ours", "N0"),
                new("bare", "N0"), new("ours / bare", "F3"), new("middle half"),
                new("naive", "N0"), new("ours / naive", "F3"), new("quiet rounds"),
            ],
            rows);
    }

    private static object[] Row(FitCase fitCase, FitData data, FitResult result)
    {
        var (low, high) = result.RatioSpread(0);
        return
        [
            fitCase.Name, fitCase.Precision.ToString(), data.Name, fitCase.ChannelsLast ? "channels last" : "channels first", result.OurImagesPerSecond,
            result.BareImagesPerSecond(0), result.Ratio(0), string.Create(CultureInfo.InvariantCulture, $"{low:F3}-{high:F3}"),
            result.BareImagesPerSecond(1), result.Ratio(1), $"{result.QuietRounds} of {result.Rounds}",
        ];
    }
}
