using System.Diagnostics;
using Microsoft.ML;

namespace MLNet.Cnn.Samples;

/// <summary>Measures how long a <c>PredictionEngine</c> takes for one image.</summary>
internal static class PredictionTimer
{
    private const int ImageCount = 100;
    private const int Calls = 2_000;
    private static readonly TimeSpan _warmUp = TimeSpan.FromMilliseconds(300); // until the JIT compiler has done its best
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    /// <summary>The median over many calls, in milliseconds: what another process does meanwhile does not count.</summary>
    public static double Milliseconds(MLContext mlContext, ITransformer model, IDataView images)
    {
        ImageRow[] rows = [.. ImageRow.Read(mlContext, images).Take(ImageCount)];
        using var engine = mlContext.Model.CreatePredictionEngine<ImageRow, ImagePrediction>(
            model, new PredictionEngineOptions { InputSchemaDefinition = ImageRow.Schema(images), OwnsTransformer = false });
        Measure(engine, rows, int.MaxValue, _warmUp);
        var times = Measure(engine, rows, Calls, _longest);
        times.Sort();
        return times[times.Count / 2];
    }

    private static List<double> Measure(PredictionEngine<ImageRow, ImagePrediction> engine, ImageRow[] rows, int calls, TimeSpan longest)
    {
        var times = new List<double>();
        var prediction = new ImagePrediction();
        var began = Stopwatch.GetTimestamp();
        while (times.Count < calls && Stopwatch.GetElapsedTime(began) < longest)
        {
            var start = Stopwatch.GetTimestamp();
            engine.Predict(rows[times.Count % rows.Length], ref prediction);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return times;
    }
}
