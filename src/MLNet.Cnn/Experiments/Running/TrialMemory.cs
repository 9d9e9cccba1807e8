namespace MLNet.Cnn;

/// <summary>Whether there is memory for a network's training, predicted before it begins.</summary>
internal static class TrialMemory
{
    // What was measured is up to so many times the bound that arithmetic gives: docs/watching.md.
    private const double Measured = 3.5;

    /// <summary>The bytes that a training needs at the least, beside its images.</summary>
    /// <exception cref="ArgumentException">The network does not fit the images or the classes.</exception>
    public static long AtLeast(CnnOptions options, ExperimentData data)
    {
        var image = ImageColumn.Resolve(data.InputSchema, options.ImageColumnName, options.ImageShape, options.ImageLayout, options.ImageReading);
        var network = options.Network.Build(image.Shape, data.Labels.Count);
        return MemoryForecast.Of(network, options.Optimizer, options.BatchSize, options.BatchSize).Memory;
    }

    /// <summary>Throws if it cannot fit even alone.</summary>
    /// <exception cref="InvalidOperationException">It cannot.</exception>
    public static void Check(string candidate, CnnOptions options, ExperimentData data, long free)
    {
        long needed = AtLeast(options, data);
        if (needed > free)
            throw new InvalidOperationException(FormattableString.Invariant($"'{candidate}' needs at least {needed / 1e6:N0} MB to train with batches of {options.BatchSize}, but {free / 1e6:N0} MB are free. Lower CnnOptions.BatchSize, or take a smaller network or smaller images."));
    }

    /// <summary>Whether it fits beside what runs.</summary>
    public static bool FitsBeside(long atLeast, long free) => Measured * atLeast <= free;
}
