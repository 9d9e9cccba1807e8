using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;

namespace MLNet.Cnn.Benchmarks;

/// <summary>The accuracy of <see cref="FashionMnistRecipe"/> on the 10,000 test images, which training never sees.</summary>
internal static class FashionMnistBenchmark
{
    public static ResultTable Run(BenchmarkOptions options)
    {
        string folder = options.DataFolder ?? throw new ArgumentException("fashion: --data names the folder with the four files of Fashion-MNIST.");
        var rows = Enumerable.Range(1, options.Rounds).Select(seed => Row(options, folder, seed)).ToList();
        return new ResultTable(
            "fashion",
            string.Create(CultureInfo.InvariantCulture, $"Fashion-MNIST: 60,000 images for training, {FashionMnistRecipe.Epochs} epochs, {options.Threads} threads; accuracy of the saved model on the 10,000 test images, measured once, at the end."),
            [new("seed", "N0"), new("parameters", "N0"), new("test accuracy", "F4"), new("seconds of training", "N0"), new("seconds of processor", "N0"), new("noise, cores", "F2")],
            rows);
    }

    private static IReadOnlyList<object> Row(BenchmarkOptions options, string folder, int seed)
    {
        var context = new MLContext(seed);
        var start = CpuUse.Read();
        var clock = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var pipeline = context.Transforms.Conversion.MapValueToKey("Label").Append(context.Transforms.TrainCnn(FashionMnistRecipe.Options(seed, options)));
        var model = pipeline.Fit(Load(context, folder, "train"));
        double seconds = clock.Elapsed.TotalSeconds;
        var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
        double noise = CpuUse.Read().OtherCoresSince(start);
        var metrics = context.MulticlassClassification.Evaluate(model.Transform(Load(context, folder, "t10k")));
        return
        [
            seed, model.LastTransformer.Model.Network.ParameterCount, metrics.MicroAccuracy, seconds, used.TotalSeconds, noise,
        ];
    }

    private static IDataView Load(MLContext context, string folder, string part) => context.Data.LoadFromIdx(
        Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"));
}
