using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Measures what a model costs to keep and to use, whatever it is made of.</summary>
internal static class CostMeasurement
{
    private const int MostImages = 1_024;
    private const int FewestImages = 32;
    private const int FirstImages = 64;
    private const double PassMilliseconds = 1_000; // about what a pass over the images may take, so that a slow model does not take minutes

    /// <summary>Takes about a second and a half, more for models that are slower than 10 ms an image.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">Images such as it will be asked about; the first thousand are used.</param>
    /// <param name="scoreColumnName">What is asked for.</param>
    public static ModelCost Measure(ITransformer model, IDataView data, string scoreColumnName)
    {
        var network = TrainedNetworkIn(model);
        return Speeds(model, data, scoreColumnName) with
        {
            Parameters = network?.Network.ParameterCount,
            ModelBytes = SavedSize.Of(model, data.Schema),
            TrainingSeconds = network?.History.Epochs is [.., var last] ? last.Elapsed.TotalSeconds : null,
        };
    }

    /// <summary>The speeds alone, of a model whose size is known.</summary>
    /// <inheritdoc cref="Measure" path="/param"/>
    public static ModelCost Speeds(ITransformer model, IDataView data, string scoreColumnName)
    {
        double? milliseconds = ScoringSpeed.MillisecondsPerImage(model, InMemory(data, FirstImages), scoreColumnName);
        int images = (int)Math.Clamp(PassMilliseconds / (milliseconds ?? 1), FewestImages, MostImages);
        return new()
        {
            ImagesPerSecond = ScoringSpeed.ImagesPerSecond(model, InMemory(data, images), scoreColumnName),
            MillisecondsPerImage = milliseconds,
        };
    }

    /// <summary>The network of a model, or <see langword="null"/> where it is made of something else.</summary>
    public static TrainedNetwork? TrainedNetworkIn(ITransformer model) => model switch
    {
        CnnTransformer cnn => cnn.Model,
        IEnumerable<ITransformer> chain => chain.Select(TrainedNetworkIn).LastOrDefault(network => network is not null),
        _ => null,
    };

    /// <summary>The first rows, read once where that is possible, so that the model is measured and not the file the images come from.</summary>
    private static IDataView InMemory(IDataView data, int rows)
    {
        var operations = new MLContext().Data;
        var first = operations.TakeRows(data, rows);
        var cached = operations.Cache(first);
        // ML.NET's cache leaves out columns that it cannot hold, such as decoded images: these are read anew.
        return cached.Schema.Count == first.Schema.Count ? cached : first;
    }
}
