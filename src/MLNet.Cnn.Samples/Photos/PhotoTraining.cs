using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MLNet.Cnn.Samples;

/// <summary>Trains on a folder of images, tests on those held out, and saves model, history and curve.</summary>
internal sealed class PhotoTraining(TrainSettings settings, SampleHost host, TrainReporter reporter)
{
    private const double ValidationFraction = 0.1;

    private readonly MLContext _mlContext = new(settings.Seed);

    /// <summary>Runs it.</summary>
    /// <exception cref="OperationCanceledException">Ctrl-C came before the training itself began.</exception>
    public TrainResult Run()
    {
        var clock = Stopwatch.StartNew();
        var folds = PhotoFolds.Of(_mlContext, settings);
        var plan = TrainPlan.For(folds[0], settings.ImageSize, settings.Epochs);
        reporter.Begin(settings, folds[0], plan);
        TrainResult? result = null;
        var accuracies = new List<double>();
        foreach (var fold in folds.TakeWhile(_ => result is null || !host.Control.IsStopRequested))
        {
            var test = ReadableImages.Of(_mlContext, fold.Test);
            var validation = fold.Validation is { } own ? ReadableImages.Of(_mlContext, own) : null;
            var data = fold with { Validation = validation?.Rows, Test = test.Rows };
            var options = Options(plan);
            var choice = settings.Augmentation is null ? Choose(fold.Train, options) : null;
            var augmentation = choice?.Chosen ?? settings.Augmentation!;
            using var model = Train(data, options with { Augmentation = augmentation.Augmentation, Progress = reporter.Epoch });
            var metrics = _mlContext.MulticlassClassification.Evaluate(model.Transform(data.Test));
            accuracies.Add(metrics.MicroAccuracy);
            result ??= Keep(plan, model, data, metrics, augmentation.Name, choice, [.. validation?.Unreadable ?? [], .. test.Unreadable]);
        }
        return result! with
        {
            TestAccuracy = accuracies.Average(),
            Folds = accuracies,
            Seconds = clock.Elapsed.TotalSeconds,
            ProcessorSeconds = ThisProcess.ProcessorSeconds,
            Stopped = host.Control.IsStopRequested,
        };
    }

    /// <summary>Which augmentation the training images ask for; those of the test have no part in it.</summary>
    private AugmentationChoice Choose(IDataView training, CnnOptions options)
    {
        reporter.BeginChoice(options);
        var choice = _mlContext.MulticlassClassification.ChooseAugmentation(ReadableImages.Of(_mlContext, training).Rows, options, progress: reporter);
        reporter.EndChoice(choice);
        return choice;
    }

    /// <summary>Fits step by step, since only the trainer takes validation images.</summary>
    private TransformerChain<ITransformer> Train(ImageFolderSplit data, CnnOptions options)
    {
        var keys = PhotoFolds.Keys(_mlContext, data);
        var train = keys.Transform(data.Train);
        var cnn = _mlContext.Transforms.TrainCnn(options).Fit(train, data.Validation is { } validation ? keys.Transform(validation) : null);
        var names = _mlContext.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(cnn.Transform(train));
        return new TransformerChain<ITransformer>(keys, cnn, names);
    }

    private CnnOptions Options(TrainPlan plan) => new()
    {
        Network = plan.Suggestion.Network,
        ImageColumnName = settings.ImageColumn,
        ImageReading = new ImageReading(plan.ImageSize),
        UnreadableImages = UnreadableImages.Skip,
        Epochs = plan.Suggestion.Epochs,
        BatchSize = plan.Suggestion.BatchSize,
        ValidationFraction = ValidationFraction,
        Seed = settings.Seed,
        Threads = settings.Threads,
        Control = host.Control,
    };

    private TrainResult Keep(TrainPlan plan, ITransformer pipeline, ImageFolderSplit data, MulticlassClassificationMetrics metrics, string augmentation, AugmentationChoice? choice, IReadOnlyList<UnreadableImage> unreadable)
    {
        var model = ((IEnumerable<ITransformer>)pipeline).OfType<CnnTransformer>().Single().Model;
        var history = model.History;
        int validation = data.Validation is { } own ? Count(own) : Count(data.Train) - history.UnreadableImages.Count - history.TrainingImages;
        return new TrainResult
        {
            Folder = settings.Folder,
            ClassNames = model.ClassNames,
            Images = new PhotoCounts(history.TrainingImages, validation, Count(data.Test)),
            ImageSize = plan.ImageSize,
            Network = plan.Suggestion.Network.Name,
            Why = plan.Suggestion.Why,
            Augmentation = augmentation,
            AugmentationChoice = choice?.Why,
            AugmentationTrials = choice is null ? [] : [.. choice.Trials.Select(trial => new AugmentationScore(trial.Choice.Name, trial.Scores.Accuracy, trial.Scores.Images))],
            Parameters = model.Network.ParameterCount,
            TestAccuracy = metrics.MicroAccuracy,
            ValidationAccuracy = history.Epochs.Count == 0 ? 0 : history.Epochs[^1].ValidationAccuracy ?? 0,
            History = [.. history.Epochs.Select(EpochResult.Of)],
            Unreadable = [.. history.UnreadableImages, .. unreadable],
            Warnings = [.. history.Warnings.Select(ApiWords.Replace), .. Shared(data), .. Confusion.Of(model.ClassNames, metrics).NeverRecognized()],
            Confusion = Confusion.Of(model.ClassNames, metrics),
            Files = PhotoFiles.Save(settings.OutputFolder, _mlContext, pipeline, data.Train.Schema, history),
            Seconds = 0,
            ProcessorSeconds = 0,
            Folds = [],
            Stopped = false,
        };
    }

    /// <summary>Test images that the model knows from training.</summary>
    private IEnumerable<string> Shared(ImageFolderSplit data) =>
        _mlContext.Data.FindSharedImages(data.Train, data.Test) is { SharedCount: > 0 } shared ? [shared.ToString()] : [];

    private static int Count(IDataView images) => images.GetColumn<string>("ImagePath").Count();
}
