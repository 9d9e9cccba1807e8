using Microsoft.ML;

namespace MLNet.Cnn.Tests;

/// <summary>A training that takes milliseconds and has everything in it: convolution, batch normalization, pooling, Dense.</summary>
internal static class SmallTraining
{
    public static NetworkBuilder Builder { get; } = new("small", (imageShape, classCount) => Network.Sequential(
        imageShape,
        new Conv2D(4, 3),
        new BatchNormalization { Momentum = 0.8 },
        new ReLU(),
        new MaxPooling2D(2),
        new Flatten(),
        new Dense(classCount)));

    public static CnnOptions Options { get; } = new() { Network = Builder, Epochs = 4, BatchSize = 16, Threads = 1, Seed = 1 };

    /// <summary>The data with <c>Label</c> as a key.</summary>
    public static IDataView Keyed(IDataView data)
    {
        var context = new MLContext(seed: 1);
        return context.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
    }

    /// <summary>Sixty images with their labels as keys.</summary>
    public static IDataView Images(int count = 60, int seed = 1) => Keyed(TestImages.View(new MLContext(seed: 1), count, seed));

    /// <summary>Trains on data whose <c>Label</c> is a key.</summary>
    public static CnnTransformer Fit(CnnOptions options, IDataView keyed, MLContext? context = null) =>
        (context ?? new MLContext(seed: 1)).Transforms.TrainCnn(options).Fit(keyed);

    public static string Hash(this CnnTransformer cnn) => cnn.Model.Weights.Sha256();

    public static float[][] Scores(this ITransformer model, IDataView data) => [.. model.Transform(data).Column<float[]>("Score")];

    public static IEnumerable<T> Column<T>(this IDataView data, string name) =>
        Microsoft.ML.Data.ColumnCursorExtensions.GetColumn<T>(data, data.Schema[name]);

    /// <summary>The largest difference between the scores of two models for the same rows.</summary>
    public static double LargestDifference(IReadOnlyList<float[]> expected, IReadOnlyList<float[]> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Length, pair.Second.Length));
        Assert.All(actual, scores => Assert.All(scores, score => Assert.True(float.IsFinite(score))));
        return expected.Zip(actual).Max(pair => pair.First.Zip(pair.Second).Max(scores => Math.Abs((double)scores.First - scores.Second)));
    }
}
