using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.Cnn;

/// <summary>The estimator that trains a CNN. <c>mlContext.Transforms.TrainCnn</c> and <c>mlContext.MulticlassClassification.Trainers.Cnn</c> make it.</summary>
/// <remarks>
/// <para>In: an image column (vector of Byte or Single of known size; <c>MLImage</c>, paths or encoded bytes) and a label column (key). Out: <c>Score</c>, a probability for
/// each class with the classes' names as slot names, and <c>PredictedLabel</c>, a key with the label's values. They add up to 1, unless the network
/// ends in a sigmoid for each class: then each is the probability of that class alone.</para>
/// <para>It keeps no state: fits are independent of each other, may run one after the other (cross-validation) or at once.</para>
/// </remarks>
public sealed class CnnTrainer : IEstimator<CnnTransformer>
{
    private readonly IHost _host;
    private readonly CnnOptions _options;
    private readonly int? _contextSeed;
    private readonly IHostEnvironment _environment;

    internal CnnTrainer(IHostEnvironment environment, CnnOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _host = environment.Register(nameof(CnnTrainer));
        _contextSeed = HostAccess.SeedOf(environment);
        _environment = environment;
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
    /// <exception cref="IOException">The checkpoints, or the file for images beyond the memory budget, cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    /// <exception cref="DllNotFoundException">libtorch's or ONNX Runtime's native library is missing; the message names the package to add.</exception>
    public CnnTransformer Fit(IDataView input) => Fit(input, validation: null);

    /// <summary>Trains on one view and measures each epoch on another.</summary>
    /// <param name="input">The training data.</param>
    /// <param name="validation">Data of the same columns and types, already through the same transforms, or <see langword="null"/>.</param>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception"/>
    public CnnTransformer Fit(IDataView input, IDataView? validation)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var channel = _host.Start("Fit");
        return Prepare(input, validation, channel, training => Train(training, channel));
    }

    private CnnTransformer Train(PreparedTraining training, IChannel channel)
    {
        var (image, labels, settings) = (training.Image, training.Labels, training.Settings);
        if (settings.Validation is null)
            CheckMonitors();
        channel.Info(MessageSensitivity.None, FormattableString.Invariant(
            $"Training {training.Network.Name} ({training.Network.ParameterCount:N0} parameters) on {settings.Train.Count:N0} images of {image.Shape} and {labels.Count} classes: {settings.Engine.Name}, {settings.Threads} threads, seed {settings.Seed}."));
        var estimate = MemoryForecast.Of(settings.Network, settings.Optimizer, settings.Train.Count, settings.BatchSize) with { TimePerEpoch = TimeForecast.Measure(settings) };
        channel.Info(MessageSensitivity.None, estimate.ToString());
        using var tensorBoard = _options.TensorBoard is null ? null : new TensorBoardRun(_options.TensorBoard, _options.Clock);
        var outcome = Trainer.Run(settings with { Progress = tensorBoard is null ? settings.Progress : (Action<EpochReport>)tensorBoard.Write + settings.Progress });
        if (outcome.Describe() is { } ending)
            channel.Info(MessageSensitivity.None, ending);
        var history = new TrainingHistory(
            outcome.Reports, settings.Seed, settings.Threads, settings.Engine.Name, settings.Train.Count, training.SkippedRows, outcome.End, outcome.BestEpoch)
        {
            UnreadableImages = training.Unreadable,
            Warnings = training.Warnings,
            Estimate = estimate,
            Execution = outcome.Execution,
        };
        var info = new ModelInfo(image, labels.ColumnName, labels.Names, history) { TestTimeAugmentation = _options.TestTimeAugmentation };
        var trained = new TrainedNetwork(training.Network, outcome.Weights, info, _options.Engine);
        return new CnnTransformer(trained, labels, HostAccess.TempFolderOf(_host));
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
        var curve = Prepare(input, null, channel, training => RangeTest.Run(training.Settings, range));
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
        var result = Prepare(input, null, channel, training => OverfitCheck.Run(training.Settings, steps));
        channel.Info(MessageSensitivity.None, result.ToString());
        return result;
    }

    /// <summary>Reads the data and builds the network, and works with both as long as the images are there.</summary>
    private T Prepare<T>(IDataView input, IDataView? validation, IChannel channel, Func<PreparedTraining, T> work)
    {
        var image = ImageColumn.Resolve(input.Schema, _options.ImageColumnName, _options.ImageShape, _options.ImageLayout, _options.ImageReading);
        var labels = ClassLabels.Resolve(input.Schema, _options.LabelColumnName);
        var network = BuildNetwork(image, labels);
        _options.Augmentation.CheckFits(image.Shape);
        var loss = _options.Loss.For(network);
        ulong seed = Seed();

        var intake = new ImageIntake
        {
            Image = image,
            Labels = labels,
            WeightColumnName = _options.ExampleWeightColumnName,
            Threads = _options.Threads,
            UnreadableImages = _options.UnreadableImages,
            MemoryBudget = _options.ImageMemory ?? FreeMemory.Half(),
            TempFolder = HostAccess.TempFolderOf(_host),
            CacheFolder = _options.ImageCacheFolder,
            CancellationToken = _options.CancellationToken,
        };
        var (images, skipped, unreadable) = ImageSetReader.Read(input, intake);
        using var trainingImages = images;
        var warnings = new List<string>();
        if (skipped > 0)
            Warn($"Skipped {skipped} rows with a missing label during training.");
        if (unreadable.Count > 0)
            Warn($"Skipped rows during training. {UnreadableImagesException.Describe(unreadable)}");
        TrainingRows.Check(images, labels, skipped, unreadable);
        var (train, heldOut, heldOutSkipped) = SplitOrRead(images, validation, intake, seed);
        using var heldOutImages = heldOut?.Images;
        if (heldOutSkipped > 0)
            Warn(FormattableString.Invariant($"Validation: skipped {heldOutSkipped:N0} rows, because their label is missing or one that the training data does not know."));
        foreach (string warning in DataWarnings.Of(train, heldOut, labels))
            Warn(warning);
        Weigh(train, labels);
        network = _options.Preprocessing.Apply(network);
        if (network.NeedsAdapting())
        {
            var (mean, variance) = train.ChannelStatistics();
            network = network.Adapt(mean, variance);
        }

        // A softmax or sigmoid at the end is part of scoring: the loss works from logits. It has no weights.
        var logits = Freeze(network.ToLogits());
        if (LoneImage.Warning(logits, train.Count, _options.BatchSize) is { } lone)
            Warn(lone);
        var settings = new TrainingSettings
        {
            Network = logits,
            InitialWeights = FirstWeights(logits, seed, channel),
            Train = train,
            Augmentation = _options.Augmentation,
            Sampling = _options.Sampling,
            Validation = heldOut,
            TestTimeAugmentation = _options.TestTimeAugmentation,
            Optimizer = _options.Optimizer,
            Loss = loss,
            Schedule = _options.Schedule,
            Epochs = _options.Epochs,
            BatchSize = _options.BatchSize,
            Seed = seed,
            Threads = _options.Threads,
            Engine = _options.Engine,
            Precision = _options.Precision,
            Statistics = _options.BatchNormalizationStatistics,
            Device = HostAccess.DeviceOf(_environment),
            EarlyStopping = _options.EarlyStopping,
            ReduceLROnPlateau = _options.ReduceLROnPlateau,
            MaxTrainingTime = _options.MaxTrainingTime ?? TimeSpan.MaxValue,
            Clock = _options.Clock,
            Checkpoints = _options.Checkpoints,
            WriteCheckpoint = _options.WriteCheckpoint,
            Warn = Warn,
            Log = line => channel.Info(MessageSensitivity.None, line),
            Control = _options.Control,
            CancellationToken = _options.CancellationToken,
            Progress = report =>
            {
                channel.Info(MessageSensitivity.None, report.ToString());
                _options.Progress?.Invoke(report);
            },
        };
        return work(new PreparedTraining(image, labels, network, settings, skipped, unreadable) { Warnings = warnings });

        void Warn(string warning)
        {
            warnings.Add(warning);
            channel.Warning(MessageSensitivity.UserData, warning);
        }
    }

    private void Weigh(ImageSubset train, ClassLabels labels)
    {
        if (_options.ClassWeights is { } weights)
            train.Images.Weigh(weights.For(labels.Names, [.. Enumerable.Range(0, labels.Count).Select(label => train.Rows.Count(row => train.Images.Labels[row] == label))]));
        if (!train.Images.WeightsOf(train.Rows).ToArray().Any(weight => weight > 0))
            throw new InvalidOperationException($"All {train.Count} training images have the weight 0: nothing would be learned. See column '{_options.ExampleWeightColumnName}'.");
    }

    private Network Freeze(Network network)
    {
        var frozen = LayerPatterns.Match(network, _options.FrozenLayers, $"CnnOptions.{nameof(CnnOptions.FrozenLayers)}");
        if (frozen.Count == 0)
            return network;
        var result = network.Freeze(frozen);
        return result.TrainableParameterCount > 0
            ? result
            : throw new ArgumentException($"CnnOptions.{nameof(CnnOptions.FrozenLayers)}: {string.Join(", ", _options.FrozenLayers)} freezes every layer of the network '{network.Name}' that has weights: nothing would be learned.");
    }

    /// <summary>A training without a seed goes on with the one it drew when it began.</summary>
    private ulong Seed() =>
        (_options.Seed ?? _contextSeed) is { } given ? unchecked((ulong)given)
        : _options.Checkpoints is { } checkpoints && RunningCheckpoints.SeedIn(checkpoints.Folder) is { } saved ? saved
        : (ulong)Random.Shared.Next();

    private NetworkWeights FirstWeights(Network network, ulong seed, IChannel channel)
    {
        if (_options.InitialWeights is null)
            return NetworkWeights.Initialize(network, seed);
        var start = WarmStart.Of(network, _options.InitialWeights, seed);
        channel.Info(MessageSensitivity.None, start.ToString());
        return start.Weights;
    }

    private Network BuildNetwork(ImageColumn image, ClassLabels labels)
    {
        if (labels.Count < 2)
            throw new InvalidOperationException($"Label column '{labels.ColumnName}': the key has only {labels.Count} class. A choice needs at least two.");
        var network = _options.Network.Build(image.Shape, labels.Count);
        if (!network.InputShape.Equals(image.Shape))
            throw new ArgumentException($"The network '{network.Name}' takes {network.InputShape} images, but those of column '{image.Name}' are {image.Shape}.");
        if (network.OutputShape.Rank != 1 || network.ClassCount() != labels.Count)
            throw new ArgumentException($"The network '{network.Name}' has {network.OutputShape} outputs, but label column '{labels.ColumnName}' has {labels.Count} classes. End the network in Dense({labels.Count}), or give a builder (imageShape, classCount) => network.");
        CheckPreprocessing(network);
        return network;
    }

    /// <summary>Weights fit only the pixels that they were trained on, and a normalization in front would change them in silence.</summary>
    private void CheckPreprocessing(Network network)
    {
        if (_options.InitialWeights is not null && _options.Preprocessing == Preprocessing.Automatic && !network.BeginsWithPreprocessing())
            throw new ArgumentException($"CnnOptions.InitialWeights belong to pixels as the network '{network.Name}' was trained on, but it does not say which: no Rescaling or Normalization stands behind its input. Set CnnOptions.Preprocessing: None if column '{_options.ImageColumnName}' has the same pixels, Rescale(1 / 255.0) if it has 0-255 and training had 0-1, or Normalize. The Network of a TrainedNetwork has its preprocessing in it.");
    }

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

    private (ImageSubset Train, ImageSubset? Validation, int Skipped) SplitOrRead(
        ImageSet images, IDataView? validation, ImageIntake intake, ulong seed)
    {
        if (validation is not null)
        {
            var rest = intake with { WeightColumnName = null, MemoryBudget = Math.Max(0, intake.MemoryBudget - images.Pixels.BytesInMemory) };
            var (held, skipped, _) = ImageSetReader.Read(validation, rest);
            if (held.Count == 0)
                throw new InvalidOperationException("The validation data has no usable rows.");
            return (ImageSubset.All(images), ImageSubset.All(held), skipped);
        }
        var (trainRows, heldOutRows) = StratifiedSplit.Of(images.Labels, _options.ValidationFraction, seed);
        return (new ImageSubset(images, trainRows), heldOutRows.Length == 0 ? null : new ImageSubset(images, heldOutRows), Skipped: 0);
    }
}
