using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNet.Cnn.Samples.Tutorial;

/// <summary>Trains a network on the tutorial's images inside a pipeline, as every chapter does.</summary>
/// <param name="Model">The trained pipeline.</param>
/// <param name="Metrics">How it does on the test images.</param>
/// <param name="Seconds">How long training took.</param>
internal sealed record DigitTraining(TransformerChain<CnnTransformer> Model, MulticlassClassificationMetrics Metrics, double Seconds) : IDisposable
{
    /// <summary>The network with its weights.</summary>
    public TrainedNetwork Network => Model.LastTransformer.Model;

    /// <summary>Trains and tests.</summary>
    /// <param name="page">Where images, seed and threads come from.</param>
    /// <param name="options">The network and how it is trained.</param>
    public static DigitTraining Run(TutorialPage page, CnnOptions options)
    {
        var clock = Stopwatch.StartNew();
        var model = page.MLContext.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(page.MLContext.Transforms.TrainCnn(options with { Seed = 1, Threads = page.Threads, Control = page.Control }))
            .Fit(page.Data.Training);
        var seconds = clock.Elapsed.TotalSeconds;
        return new(model, page.MLContext.MulticlassClassification.Evaluate(model.Transform(page.Data.Test)), seconds);
    }

    /// <inheritdoc/>
    public void Dispose() => Model.Dispose();
}
