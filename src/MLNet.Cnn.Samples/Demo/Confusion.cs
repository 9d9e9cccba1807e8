namespace MLNet.Cnn.Samples;

/// <summary>How often each class of the test images was taken for each other.</summary>
/// <param name="ClassNames">The classes.</param>
/// <param name="Counts">For each true class, how often each class was predicted.</param>
internal sealed record Confusion(IReadOnlyList<string> ClassNames, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    /// <summary>What ML.NET counted.</summary>
    public static Confusion Of(IReadOnlyList<string> classNames, Microsoft.ML.Data.MulticlassClassificationMetrics metrics) =>
        new(classNames, [.. metrics.ConfusionMatrix.Counts.Select(row => row.Select(count => (int)count).ToArray())]);

    /// <summary>The share of a class's images that was recognized; 0 for a class without images.</summary>
    public double Recognized(int trueClass)
    {
        var all = Counts[trueClass].Sum();
        return all == 0 ? 0 : (double)Counts[trueClass][trueClass] / all;
    }
}
