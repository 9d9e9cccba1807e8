using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Tests;

/// <summary>An image as programs hold it in memory.</summary>
public sealed class ImageRow
{
    [VectorType(TestImages.Size, TestImages.Size)]
    public byte[] Image { get; set; } = [];

    public string Label { get; set; } = "";

    public int Id { get; set; }
}

/// <summary>What a program reads out of a pipeline that ends in <c>MapKeyToValue</c>.</summary>
public sealed class Prediction
{
    public float[] Score { get; set; } = [];

    public string PredictedLabel { get; set; } = "";
}

/// <summary>Dim noise with a bright row, column or diagonal in it: three classes that a small network learns in a few steps.</summary>
internal static class TestImages
{
    public const int Size = 12;

    public static IReadOnlyList<string> Classes { get; } = ["row", "column", "diagonal"];

    /// <summary>The classes take turns, in the order of <see cref="Classes"/>.</summary>
    public static List<ImageRow> Rows(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => new ImageRow
        {
            Image = Draw(random, i % 3, Size, Size),
            Label = Classes[i % 3],
            Id = i,
        })];
    }

    public static IDataView View(MLContext context, int count, int seed = 1) => context.Data.LoadFromEnumerable(Rows(count, seed));

    /// <summary>The pixels of one image, row by row.</summary>
    public static byte[] Draw(Random random, int classIndex, int height, int width)
    {
        var pixels = new byte[height * width];
        random.NextBytes(pixels);
        int row = random.Next(height), column = random.Next(width);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                bool bright = classIndex switch { 0 => y == row, 1 => x == column, _ => y == x };
                pixels[y * width + x] = bright ? (byte)255 : (byte)(pixels[y * width + x] / 3);
            }
        }
        return pixels;
    }
}
