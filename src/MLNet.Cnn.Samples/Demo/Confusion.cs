namespace MLNet.Cnn.Samples;

/// <summary>How often each class of the test images was taken for each other.</summary>
/// <param name="ClassNames">The classes.</param>
/// <param name="Counts">For each true class, how often each class was predicted.</param>
internal sealed record Confusion(IReadOnlyList<string> ClassNames, IReadOnlyList<IReadOnlyList<int>> Counts)
{
    /// <summary>What ML.NET counted.</summary>
    public static Confusion Of(IReadOnlyList<string> classNames, Microsoft.ML.Data.MulticlassClassificationMetrics metrics) =>
        new(classNames, [.. metrics.ConfusionMatrix.Counts.Select(row => row.Select(count => (int)count).ToArray())]);

    /// <summary>The classes with images of which none was recognized, as a sentence; nothing where there are none.</summary>
    public IEnumerable<string> NeverRecognized()
    {
        string[] names = [.. Enumerable.Range(0, ClassNames.Count).Where(index => Counts[index].Sum() > 0 && Counts[index][index] == 0).Select(index => $"'{ClassNames[index]}' ({Show.Plural(Counts[index].Sum(), "image")})")];
        return names.Length == 0 ? [] : [$"None of the test images of {string.Join(", ", names)} was recognized. Add training images of {(names.Length == 1 ? "it" : "these classes")}, and look at what they are taken for."];
    }

    /// <summary>The share of a class's images that was recognized; 0 for a class without images.</summary>
    public double Recognized(int trueClass)
    {
        var all = Counts[trueClass].Sum();
        return all == 0 ? 0 : (double)Counts[trueClass][trueClass] / all;
    }
}
