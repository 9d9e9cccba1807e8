using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNet.Cnn.Samples;

/// <summary>Trains one network inside an ordinary ML.NET pipeline, and tests it.</summary>
internal sealed class NetworkTraining(MLContext mlContext, SampleData data, DemoSettings settings, TrainingControl control)
{
    /// <summary>Trains and tests.</summary>
    /// <param name="network">The network.</param>
    /// <param name="progress">Called after each epoch, on another thread.</param>
    public TrainedModel Run(NetworkChoice network, Action<EpochReport> progress)
    {
        var clock = Stopwatch.StartNew();
        var pipeline = Pipeline(network, progress).Fit(data.Training);
        var seconds = clock.Elapsed.TotalSeconds;

        // The training images are garbage now. Whoever trains again, or tests, should find their memory free.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

        var metrics = mlContext.MulticlassClassification.Evaluate(pipeline.Transform(data.Test));
        var model = pipeline.OfType<CnnTransformer>().Single().Model;
        return new(pipeline, Result(network, model, metrics, seconds, pipeline), Confusion.Of(model.ClassNames, metrics));
    }

    private IEstimator<TransformerChain<KeyToValueMappingTransformer>> Pipeline(NetworkChoice network, Action<EpochReport> progress) =>
        mlContext.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(mlContext.Transforms.TrainCnn(new CnnOptions
            {
                Network = network.Builder,
                Epochs = settings.Epochs,
                Seed = settings.Seed,
                Threads = settings.Threads,
                Engine = settings.Engine,
                Checkpoints = settings.CheckpointFolder is { } folder ? new(Path.Combine(folder, network.Name)) : null,
                Control = control,
                Progress = progress,
            }))
            .Append(mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    private NetworkResult Result(
        NetworkChoice network, TrainedNetwork model, MulticlassClassificationMetrics metrics, double seconds, ITransformer pipeline) => new()
    {
        Name = network.Name,
        Parameters = (int)model.Network.ParameterCount,
        TestAccuracy = metrics.MicroAccuracy,
        TrainSeconds = seconds,
        ImagesPerSecond = Speed(model.History),
        MillisecondsPerPrediction = PredictionTimer.Milliseconds(mlContext, pipeline, data.Test),
        WeightsSha256 = model.Weights.Sha256(),
        History = [.. model.History.Epochs.Select(EpochResult.Of)],
    };

    /// <summary>All images over all the time that the epochs took.</summary>
    private static double Speed(TrainingHistory history) =>
        history.Epochs.Count == 0 ? 0 : history.Epochs.Count / history.Epochs.Sum(epoch => 1 / epoch.ImagesPerSecond);
}
