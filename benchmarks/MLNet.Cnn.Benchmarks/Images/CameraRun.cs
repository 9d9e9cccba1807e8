using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Cnn.Benchmarks;

/// <summary>A camera's loop: one image after the other into a <c>PredictionEngine</c>.</summary>
internal static class CameraRun
{
    public const string Name = "images-camera";

    private const int First = 1_000, Last = 10_000;

    /// <summary>Prints the resident memory after the first and after the last calls.</summary>
    public static void Run()
    {
        var context = new MLContext(seed: 1);
        var random = new Random(1);
        Frame[] frames = [.. Enumerable.Range(0, 8).Select(i => new Frame { Image = NewImage(random), Label = (uint)(i % 2) })];
        using var cnn = context.Transforms.TrainCnn(new CnnOptions { Network = Networks.LeNet5(batchNormalization: true), ImageReading = new ImageReading(32), Epochs = 1, Threads = 1 })
            .Fit(context.Data.LoadFromEnumerable(frames));
        using var engine = context.Model.CreatePredictionEngine<Frame, Scores>(cnn, new PredictionEngineOptions { OwnsTransformer = false });
        double afterFirst = 0;
        for (int call = 1; call <= Last; call++)
        {
            // A new image each time, as a camera gives them, disposed by who made it.
            using var image = NewImage(random);
            engine.Predict(new Frame { Image = image });
            if (call == First)
                afterFirst = ProcessMemory.Resident;
        }
        MemoryProcess.Print(afterFirst, ProcessMemory.Resident);
    }

    private static MLImage NewImage(Random random)
    {
        byte[] pixels = new byte[160 * 120 * 4];
        random.NextBytes(pixels);
        return MLImage.CreateFromPixels(160, 120, MLPixelFormat.Bgra32, pixels);
    }

    private sealed class Frame
    {
        [ImageType(120, 160)]
        public MLImage? Image { get; set; }

        [KeyType(2)]
        public uint Label { get; set; }
    }

    private sealed class Scores
    {
        public float[] Score { get; set; } = [];
    }
}
