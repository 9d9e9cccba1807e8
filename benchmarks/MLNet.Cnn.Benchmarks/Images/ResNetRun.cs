using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Benchmarks;

/// <summary>ResNet-18 from encoded images and from pixels in memory: whether decoding limits training.</summary>
internal static class ResNetRun
{
    public const string Name = "images-resnet";

    private const int Count = 128;
    private const int Epochs = 5;

    /// <summary>Prints the processor seconds of the fit from pixels over those from JPEG: 1 if decoding costs nothing.</summary>
    public static void Run(int threads)
    {
        byte[][] encoded = [.. Enumerable.Range(0, Count).Select(ImagesRun.Encode)];
        var context = new MLContext(seed: 1);
        int[] rows = [.. Enumerable.Range(0, Count)];
        var jpeg = Keyed(context.Data.LoadFromImages(rows, row => encoded[row], row => (row % 2).ToString(CultureInfo.InvariantCulture)));
        var schema = SchemaDefinition.Create(typeof(Pixels));
        schema[nameof(Pixels.Image)].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, ImagesRun.Side, ImagesRun.Side, 3);
        var random = new Random(1);
        Pixels[] images = [.. rows.Select(row => new Pixels { Image = new byte[ImagesRun.Side * ImagesRun.Side * 3], Label = (row % 2).ToString(CultureInfo.InvariantCulture) })];
        foreach (var image in images)
            random.NextBytes(image.Image);
        var pixels = Keyed(context.Data.LoadFromEnumerable(images, schema));
        // The first fit warms up.
        Fit(pixels, null, epochs: 1);
        double fromPixels = Fit(pixels, null, Epochs), fromJpeg = Fit(jpeg, new ImageReading(ImagesRun.Side), Epochs);
        MemoryProcess.Print(fromPixels / fromJpeg);

        IDataView Keyed(IDataView data) => context.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);

        double Fit(IDataView data, ImageReading? reading, int epochs)
        {
            double before = Processor();
            context.Transforms.TrainCnn(new CnnOptions { Network = Networks.ResNet18(), ImageReading = reading, Epochs = epochs, BatchSize = 32, Threads = threads }).Fit(data).Dispose();
            return Processor() - before;
        }
    }

    private static double Processor()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime.TotalSeconds;
    }

    private sealed class Pixels
    {
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
