using Microsoft.ML;
using MLNet.Cnn.Samples.Digits;

namespace MLNet.Cnn.Samples;

/// <summary>The data that comes with the program: digits drawn on the spot, always the same ones.</summary>
internal static class DrawnDigits
{
    private const ulong TrainingSeed = 1;
    private const ulong TestSeed = 2;

    /// <summary>Draws the digits.</summary>
    public static SampleData Load(MLContext mlContext, ImageCounts counts) => new()
    {
        Name = "drawn digits",
        Training = mlContext.Data.LoadFromEnumerable(DigitGenerator.Generate(counts.Training, TrainingSeed).Images),
        Test = mlContext.Data.LoadFromEnumerable(DigitGenerator.Generate(counts.Test, TestSeed).Images),
        Counts = counts,
    };
}
