using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.Cnn;

/// <summary>The estimator that trains a CNN. <c>mlContext.Transforms.TrainCnn</c> and <c>mlContext.MulticlassClassification.Trainers.Cnn</c> make it.</summary>
/// <remarks>
/// <para>In: an image column (vector of Byte or Single of known size; <c>MLImage</c>, paths or encoded bytes) and a label column (key). Out: <c>Score</c>, a probability for
/// each class in the order of the label's keys, with the classes' names as slot names, and <c>PredictedLabel</c>, a key with the label's values. They add up to 1, unless the network
/// ends in a sigmoid for each class: then each is the probability of that class alone.</para>
/// <para>It keeps no state: fits are independent of each other, may run one after the other (cross-validation) or at once.</para>
/// </remarks>
public sealed class CnnTrainer : IEstimator<CnnTransformer>
{
    private readonly IHostEnvironment _environment;
    private readonly IHost _host;
    private readonly CnnOptions _options;

    internal CnnTrainer(IHostEnvironment environment, CnnOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _environment = environment;
        _host = environment.Register(nameof(CnnTrainer));
        _options = options;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The image or label column is missing or of another type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        TrainerSchema.Output(inputSchema, _options.ImageColumnName, _options.LabelColumnName, _options.ImageReading is not null, _options.ExampleWeightColumnName);

    /// <summary>Trains on a view.</summary>
    /// <param name="input">The training data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The image or label column is missing, of another type, or its meaning is open.</exception>
    /// <exception cref="ArgumentException">The network does not fit the images or the classes, or the loss does not go with the network's end.</exception>
    /// <exception cref="UnreadableImagesException">Images cannot be read, and the options do not say to skip them.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, only one class, pixels that are not numbers, training diverged, or the checkpoint is that of another training.</exception>
    /// <exception cref="InvalidDataException">The checkpoint is damaged, or of a newer version.</exception>
    /// <exception cref="IOException">The checkpoints, TensorBoard's files, the file for images beyond the memory budget, or the one that saving needs for a moment, cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    /// <exception cref="DllNotFoundException">libtorch's or ONNX Runtime's native library is missing; the message names the package to add.</exception>
    /// <remarks>Whatever the end needs is tried before the first step: native libraries and folders before images are read; then the model, with the weights that it begins with, is written to
    /// the temporary folder for a moment and scores an image.</remarks>
    public CnnTransformer Fit(IDataView input) => Fit(input, validation: null);

    /// <summary>Trains on one view and measures each epoch on another.</summary>
    /// <param name="input">The training data.</param>
    /// <param name="validation">Data of the same columns and types, already through the same transforms, or <see langword="null"/>.</param>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public CnnTransformer Fit(IDataView input, IDataView? validation)
    {
        ArgumentNullException.ThrowIfNull(input);
        // Before all images are read, where that is enough to know it.
        if (validation is null && _options.ValidationFraction == 0)
            CheckMonitors();
        if (!_options.IsRehearsed)
            Rehearsal.OfMachine(_options, TempFolder);
        using var channel = _host.Start("Fit");
        return Prepare(channel).Run(input, validation, training => Train(training, channel));
    }

    private CnnTransformer Train(PreparedTraining training, IChannel channel)
    {
        var (image, labels, settings) = (training.Image, training.Labels, training.Settings);
        if (settings.Validation is null)
            CheckMonitors();
        Rehearsal.OfModel(Model(settings.InitialWeights, new([], settings.Seed, settings.Threads, settings.Engine.Name, settings.Train.Count, training.SkippedRows, TrainingEnd.Completed)), TempFolder);
        channel.Info(MessageSensitivity.None, FormattableString.Invariant(
            $"Training {training.Network.Name} ({Counted.Of(training.Network.ParameterCount, "parameter")}) on {Counted.Of(settings.Train.Count, "image")} of {image.Shape} and {Counted.Of(labels.Count, "class")}: {settings.Engine.Name}, {Counted.Of(settings.Threads, "thread")}, seed {settings.Seed}."));
        var estimate = MemoryForecast.Of(settings.Network, settings.Optimizer, settings.Train.Count, settings.BatchSize) with { TimePerEpoch = TimeForecast.Measure(settings) };
        channel.Info(MessageSensitivity.None, estimate.ToString());
        using var tensorBoard = _options.TensorBoard is null ? null : new TensorBoardRun(_options.TensorBoard, settings);
        settings = settings with { Progress = tensorBoard is null ? settings.Progress : (Action<EpochReport>)tensorBoard.Write + settings.Progress };
        var outcome = settings.FineTuning is { } steps ? new FineTuningRun(steps, settings).Run() : Trainer.Run(settings);
        if (outcome.Describe() is { } ending)
            channel.Info(MessageSensitivity.None, ending);
        foreach (string warning in TrainingCourse.Of(settings, outcome).Warnings(outcome.End, settings.Optimizer.LearningRate))
            settings.Warn(warning);
        var history = new TrainingHistory(
            outcome.Reports, settings.Seed, settings.Threads, settings.Engine.Name, settings.Train.Count, training.SkippedRows, outcome.End, outcome.BestEpoch)
        {
            UnreadableImages = training.Unreadable,
            Warnings = training.Warnings,
            Estimate = estimate,
            Execution = outcome.Execution,
        };
        return new CnnTransformer(Model(outcome.Weights, history), labels, TempFolder, settings.Threads);

        TrainedNetwork Model(NetworkWeights weights, TrainingHistory history) => new(
            training.Network, weights, new ModelInfo(image, labels.ColumnName, labels.Names, history) { TestTimeAugmentation = _options.TestTimeAugmentation }, _options.Engine);
    }

    /// <summary>Trains some steps while the learning rate rises, and reads off the loss which rate is good: the range test (fastai's <c>lr_find</c>).</summary>
    /// <remarks>Nothing is kept but the curve: a fit before and one after give the same weights. A run uses a rate by
    /// <c>options with { Optimizer = options.Optimizer with { LearningRate = curve.Suggestion } }</c>.</remarks>
    /// <param name="input">The training data.</param>
    /// <param name="range">The rates. Default: 100 from 1e-7 to 10, as fastai.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range has settings out of their range, or a column is not as it must be.</exception>
    /// <exception cref="InvalidOperationException">The loss explodes at once, or the data cannot be trained on.</exception>
    public LearningRateCurve FindLearningRate(IDataView input, LearningRateRange? range = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        range ??= new LearningRateRange();
        range.Validate();
        using var channel = _host.Start(nameof(FindLearningRate));
        var curve = Prepare(channel).Run(input, null, training => RangeTest.Run(training.Settings, range));
        channel.Info(MessageSensitivity.None, curve.ToString());
        return curve;
    }

    /// <summary>Trains on the first batch alone until it is learned by heart, which every sound network can: the quickest way to find a fault in data or network.</summary>
    /// <remarks>Nothing is kept but the result. The rate is <see cref="Optimizer.LearningRate"/> throughout; augmentation is left out.</remarks>
    /// <param name="input">The training data.</param>
    /// <param name="steps">The most steps. Default: 300. At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no steps, or a column is not as it must be.</exception>
    /// <exception cref="InvalidOperationException">The data cannot be trained on.</exception>
    public OverfitResult OverfitOneBatch(IDataView input, int steps = 300)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        using var channel = _host.Start(nameof(OverfitOneBatch));
        var result = Prepare(channel).Run(input, null, training => OverfitCheck.Run(training.Settings, steps));
        channel.Info(MessageSensitivity.None, result.ToString());
        return result;
    }

    /// <summary>Measures what an epoch takes, by a few steps whose weights are thrown away.</summary>
    internal TimeSpan MeasureEpoch(IDataView input, IDataView? validation)
    {
        using var channel = _host.Start(nameof(MeasureEpoch));
        return Prepare(channel).Run(input, validation, training => TimeForecast.OfEpoch(training.Settings));
    }

    private string TempFolder => HostAccess.TempFolderOf(_environment);

    private TrainingPreparation Prepare(IChannel channel) => new(_options, _environment, channel);

    /// <summary>A metric that is never measured would lead nothing, in silence.</summary>
    private void CheckMonitors()
    {
        Check(nameof(CnnOptions.EarlyStopping), _options.EarlyStopping?.Monitor);
        Check(nameof(CnnOptions.ReduceLROnPlateau), _options.ReduceLROnPlateau?.Monitor);

        static void Check(string option, EpochMetric? monitor)
        {
            if (monitor?.NeedsValidation() ?? false)
                throw new InvalidOperationException($"CnnOptions.{option} monitors {monitor}, but there are no validation images. Set CnnOptions.ValidationFraction, give Fit validation data, or let it monitor {nameof(EpochMetric)}.{nameof(EpochMetric.Loss)}.");
        }
    }
}
