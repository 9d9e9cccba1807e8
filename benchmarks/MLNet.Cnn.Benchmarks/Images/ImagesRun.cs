using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using SkiaSharp;

namespace MLNet.Cnn.Benchmarks;

/// <summary>A training on encoded images with a network so small that feeding is what it costs.</summary>
internal static class ImagesRun
{
    public const string Few = "images-few", InMemory = "images-memory", InFile = "images-file";
    public const int FewImages = 1_000, ManyImages = 60_000, Side = 64;
    public const long Budget = (long)ManyImages * Side * Side * 3 / 4;

    private const int Distinct = 1_000;
    private const int Epochs = 3;

    /// <summary>Prints the peak of anonymous memory, images/s by processor time and by wall time, a number that stands for the weights, and images decoded per second.</summary>
    public static void Run(string name, int threads)
    {
        byte[][] encoded = [.. Enumerable.Range(0, Distinct).Select(Encode)];
        var context = new MLContext(seed: 1);
        int[] rows = [.. Enumerable.Range(0, name == Few ? FewImages : ManyImages)];
        var data = context.Data.LoadFromImages(rows, row => encoded[row % Distinct], row => (row % 2).ToString(CultureInfo.InvariantCulture));
        data = context.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        using var process = Process.GetCurrentProcess();
        using var peak = new AnonymousPeak();
        double began = Processor();
        (double Processor, Stopwatch? Wall) training = default;
        using var cnn = context.Transforms.TrainCnn(new CnnOptions
        {
            Network = new NetworkBuilder("tiny", (shape, classes) => Network.Sequential(
                shape, new Conv2D(8, 4) { Strides = 4 }, new BatchNormalization(), new ReLU(), new GlobalAveragePooling2D(), new Dense(classes))),
            ImageReading = new ImageReading(Side),
            ImageMemory = name == InFile ? Budget : long.MaxValue,
            Epochs = Epochs,
            Threads = threads,
            // The first epoch warms up; what stands before it is decoding.
            Progress = report => training = report.Epoch == 1 ? (Processor(), Stopwatch.StartNew()) : training,
        }).Fit(data);
        double seconds = Processor() - training.Processor, images = (double)rows.Length * (Epochs - 1);
        long hash = long.Parse(cnn.Model.Weights.Sha256().AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        double decoding = training.Processor - began - seconds / (Epochs - 1);
        MemoryProcess.Print(peak.Megabytes, images / seconds, images / training.Wall!.Elapsed.TotalSeconds, hash, rows.Length / decoding);

        double Processor()
        {
            process.Refresh();
            return process.TotalProcessorTime.TotalSeconds;
        }
    }

    public static byte[] Encode(int seed)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(96, 96, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(new SKColor((uint)(0xFF000000 + seed * 16_411)));
        using var paint = new SKPaint { Color = seed % 2 == 0 ? SKColors.White : SKColors.Black };
        canvas.DrawCircle(seed % 96, seed / 10 % 96, 20, paint);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 90);
        return data.ToArray();
    }
}
