using Microsoft.ML;

namespace MLNet.Cnn.Samples;

/// <summary>The demo: trains networks, compares them, saves the best and predicts with it. Shows nothing itself.</summary>
internal sealed class DemoRun(DemoSettings settings, SampleHost host, IDemoReporter reporter)
{
    private readonly MLContext _mlContext = new(settings.Seed);

    /// <summary>Runs it.</summary>
    /// <exception cref="UserError">The data folder or a file in it is missing.</exception>
    public DemoResult Run()
    {
        var data = settings.DataFolder is { } folder ? IdxFolder.Load(_mlContext, folder) : DrawnDigits.Load(_mlContext, host.Digits);
        reporter.Begin(settings, data.Summary());
        var models = reporter.Follow(settings, host.Control, observer => Train(data, observer));
        try
        {
            return Result(data, models);
        }
        finally
        {
            models.ForEach(model => model.Dispose());
        }
    }

    private List<TrainedModel> Train(SampleData data, ITrainingObserver observer)
    {
        var training = new NetworkTraining(_mlContext, data, settings, host.Control);
        var models = new List<TrainedModel>();
        foreach (var network in settings.Networks.TakeWhile(_ => !host.Control.IsStopRequested))
        {
            observer.Start(network.Name);
            models.Add(training.Run(network, observer.Epoch));
            observer.End(models[^1].Result);
        }

        return models;
    }

    private DemoResult Result(SampleData data, List<TrainedModel> models)
    {
        BestNetwork? best = null;
        if (models.MaxBy(model => model.Result.TestAccuracy) is { } winner)
        {
            var (saved, predictions) = new ModelFile(_mlContext, data).SaveAndPredict(winner.Pipeline, settings.SaveFile);
            best = new(winner.Result.Name, winner.Confusion, saved with { CurveFile = SaveCurve(data, models) }, predictions);
        }

        return new()
        {
            Data = data.Summary(),
            Networks = [.. models.Select(model => model.Result)],
            Best = best,
            Stopped = host.Control.IsStopRequested,
            Epochs = settings.Epochs,
            Seed = settings.Seed,
            Threads = settings.Threads,
            Engine = settings.Engine.Name,
            TotalSeconds = ThisProcess.Seconds,
            PeakMemoryBytes = ThisProcess.PeakMemoryBytes,
            Processor = ThisMachine.Processor,
            Versions = Versions.Current(),
        };
    }

    /// <summary>Draws how training went, beside the saved model.</summary>
    /// <returns>The file, or <see langword="null"/> where no model is saved or no epoch was completed.</returns>
    private string? SaveCurve(SampleData data, List<TrainedModel> models)
    {
        if (settings.SaveFile is not { } modelFile || models.All(model => model.History.Epochs.Count == 0))
            return null;
        var file = Path.ChangeExtension(modelFile, ".curve.png");
        var runs = models.Select(model => new NamedHistory(model.Result.Name, model.History));
        new LearningCurve([.. runs]) { Title = data.Summary().Name }.Save(file);
        return file;
    }
}
