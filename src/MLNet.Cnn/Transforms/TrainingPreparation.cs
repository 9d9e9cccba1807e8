using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MLNet.Cnn;

/// <summary>From a view and the options to what a training works on: born for a fit, run once.</summary>
/// <param name="options">The options, already checked.</param>
/// <param name="environment">The environment of the catalog: seed, temporary folder, device.</param>
/// <param name="channel">The log of the fit.</param>
internal sealed class TrainingPreparation(CnnOptions options, IHostEnvironment environment, IChannel channel)
{
    private readonly List<string> _warnings = [];

    /// <summary>Reads the data and builds the network, and works with both as long as the images are there.</summary>
    public T Run<T>(IDataView input, IDataView? validation, Func<PreparedTraining, T> work)
    {
        var image = ImageColumn.Resolve(input.Schema, options.ImageColumnName, options.ImageShape, options.ImageLayout, options.ImageReading);
        if (image.Reading is { } reading && CheckpointFolder is { } saved && RunningCheckpoints.DecodingIn(saved) is { } decoding)
            image = image with { Reading = reading with { Decoding = decoding } };
        var labels = ClassLabels.Resolve(input.Schema, options.LabelColumnName);
        var network = BuildNetwork(input, image, labels);
        options.Augmentation.CheckFits(image.Shape);
        var loss = options.Loss.For(network);
        network = options.Preprocessing.Apply(network);
        CheckNames(network);
        ulong seed = Seed();

        var intake = new ImageIntake
        {
            Image = image,
            Labels = labels,
            WeightColumnName = options.ExampleWeightColumnName,
            Threads = options.Threads,
            UnreadableImages = options.UnreadableImages,
            // The square of a larger one is infinite. A network that says itself how to scale pixels may bring them down.
            LargestPixel = network.BeginsWithPreprocessing() && !network.NeedsAdapting() ? float.MaxValue : MathF.Sqrt(float.MaxValue),
            MemoryBudget = options.ImageMemory ?? FreeMemory.Half(),
            TempFolder = HostAccess.TempFolderOf(environment),
            CacheFolder = options.ImageCacheFolder,
            CancellationToken = options.CancellationToken,
        };
        var (images, skipped, unreadable) = ImageSetReader.Read(input, intake);
        using var trainingImages = images;
        if (skipped > 0)
            Warn($"Skipped {Counted.Of(skipped, "row")} with a missing label during training.");
        if (unreadable.Count > 0)
            Warn($"Skipped rows during training. {UnreadableImagesException.Describe(unreadable)}");
        TrainingRows.Check(images, labels, skipped, unreadable);
        var rounding = CheckpointFolder is { } folder ? RunningCheckpoints.SplitIn(folder) ?? SplitRounding.AllClasses : SplitRounding.AllClasses;
        var (train, heldOut, heldOutSkipped, heldOutUnreadable) = SplitOrRead(images, validation, intake, seed, rounding);
        using var heldOutImages = heldOut?.Images;
        if (heldOutSkipped > 0)
            Warn(FormattableString.Invariant($"Validation: skipped {Counted.Of(heldOutSkipped, "row")}, because the label is missing or one that the training data does not know."));
        if (heldOutUnreadable.Count > 0)
            Warn($"Validation: skipped rows. {UnreadableImagesException.Describe(heldOutUnreadable)}");
        foreach (string warning in DataWarnings.Of(train, heldOut, labels, image))
            Warn(warning);
        Weigh(train, labels);
        network = Adapt(network, train, image);

        // A softmax or sigmoid at the end is part of scoring: the loss works from logits. It has no weights.
        var logits = Freeze(network.ToLogits());
        if (LoneImage.Warning(logits, train.Count, options.BatchSize) is { } lone)
            Warn(lone);
        var first = FirstWeights(logits, seed);
        var settings = new TrainingSettings
        {
            Network = logits,
            InitialWeights = first.Weights,
            Train = train,
            Decoding = image.Reading?.Decoding ?? ImageDecoding.Version2,
            Augmentation = options.Augmentation,
            Sampling = options.Sampling,
            Validation = heldOut,
            Split = validation is null && heldOut is not null ? rounding : null,
            TestTimeAugmentation = options.TestTimeAugmentation,
            Optimizer = options.Optimizer,
            Loss = loss,
            Schedule = options.Schedule,
            FineTuning = options.FineTuning,
            Epochs = options.AllEpochs,
            BatchSize = options.BatchSize,
            Seed = seed,
            Threads = options.Threads,
            Engine = options.Engine,
            Precision = options.Precision,
            Statistics = options.BatchNormalizationStatistics,
            Device = HostAccess.DeviceOf(environment),
            EarlyStopping = options.EarlyStopping,
            ReduceLROnPlateau = options.ReduceLROnPlateau,
            MaxTrainingTime = options.MaxTrainingTime ?? TimeSpan.MaxValue,
            Clock = options.Clock,
            Checkpoints = options.Checkpoints,
            WriteCheckpoint = options.WriteCheckpoint,
            WriteTensorBoard = options.WriteTensorBoard,
            Warn = Warn,
            Log = line => channel.Info(MessageSensitivity.None, line),
            Control = options.Control,
            RestsAfter = options.RestsAfter,
            CancellationToken = options.CancellationToken,
            Progress = report =>
            {
                channel.Info(MessageSensitivity.None, report.ToString());
                options.Progress?.Invoke(report);
            },
        };
        settings = settings with { InitialWeights = ImageInitialization.Fill(settings, first.IsDrawn) };
        return work(new PreparedTraining(image, labels, network, settings, skipped, unreadable) { Warnings = _warnings });
    }

    /// <summary>Takes the statistics that the network's Normalization waits for from the training images, or from the checkpoint that training goes on from.</summary>
    private Network Adapt(Network network, ImageSubset train, ImageColumn image)
    {
        string? mended = null;
        if (network.NeedsAdapting())
        {
            var statistics = ChannelStatistics.Of(train);
            var flat = new FlatChannels(statistics.Mean, statistics.Variance, image.IsByte);
            mended = FlatChannelWarnings.OfMended(flat, image);
            network = CheckpointFolder is { } folder && RunningCheckpoints.NormalizationIn(folder) is { } saved && saved.Mean!.Count == image.Shape.Channels
                ? network.Adapt(saved.Mean, saved.Variance!)
                : network.Adapt(List(statistics.Mean), List(flat.MendedVariance()));
        }
        if ((FlatChannelWarnings.OfNetwork(network, image) ?? mended) is { } warning)
            Warn(warning);
        return network;

        static ValueList List(double[] values) => ValueList.Create([.. values.Select(value => (float)value)]);
    }

    private void Warn(string warning)
    {
        _warnings.Add(warning);
        channel.Warning(MessageSensitivity.UserData, warning);
    }

    private void Weigh(ImageSubset train, ClassLabels labels)
    {
        if (options.ClassWeights is { } weights)
            train.Images.Weigh(weights.For(labels.Names, [.. Enumerable.Range(0, labels.Count).Select(label => train.Rows.Count(row => train.Images.Labels[row] == label))]));
        if (!train.Images.WeightsOf(train.Rows).Any(weight => weight > 0))
            throw new InvalidOperationException($"All {train.Count} training images have the weight 0: nothing would be learned. See column '{options.ExampleWeightColumnName}'.");
    }

    /// <summary>Names that fit nothing are found before all images are read.</summary>
    private void CheckNames(Network network)
    {
        var logits = Freeze(network.ToLogits());
        if (options.FineTuning is { } steps)
            FineTuningRun.NetworksOf(steps, logits);
        WeightRule.CheckPatterns(options.Optimizer, network);
    }

    private Network Freeze(Network network)
    {
        var frozen = LayerPatterns.Match(network, options.FrozenLayers, $"CnnOptions.{nameof(CnnOptions.FrozenLayers)}");
        if (frozen.Count == 0)
            return network;
        var result = network.Freeze(frozen);
        return result.TrainableParameterCount > 0
            ? result
            : throw new ArgumentException($"CnnOptions.{nameof(CnnOptions.FrozenLayers)}: {string.Join(", ", options.FrozenLayers)} freezes every layer of the network '{network.Name}' that has weights: nothing would be learned.");
    }

    /// <summary>A training without a seed goes on with the one it drew when it began.</summary>
    private ulong Seed() =>
        (options.Seed ?? HostAccess.SeedOf(environment)) is { } given ? unchecked((ulong)given)
        : CheckpointFolder is { } folder && RunningCheckpoints.SeedIn(folder) is { } saved ? saved
        : (ulong)Random.Shared.Next();

    /// <summary>Where the checkpoint is that says how the training began.</summary>
    private string? CheckpointFolder => options.Checkpoints is not { Folder: var folder } ? null : options.FineTuning is null ? folder : FineTuningRun.FolderOf(folder, 1);

    private (NetworkWeights Weights, Func<string, bool> IsDrawn) FirstWeights(Network network, ulong seed)
    {
        if (options.InitialWeights is not { } given)
            return (NetworkWeights.Initialize(network, seed), _ => true);
        var start = WarmStart.Of(network, given, seed);
        channel.Info(MessageSensitivity.None, start.ToString());
        return (start.Weights, path => given.All(weight => weight.Path != path));
    }

    private Network BuildNetwork(IDataView input, ImageColumn image, ClassLabels labels)
    {
        // A key that was made of no rows has one class, for ML.NET.
        if (labels.Count < 2 && TrainingRows.AreNone(input))
            throw TrainingRows.None();
        if (labels.Count < 2)
            throw new InvalidOperationException($"Label column '{labels.ColumnName}': the key has only {labels.Count} class. A choice needs at least two.");
        var network = options.Network.Build(image.Shape, labels.Count);
        NetworkFit.Check(network, image, labels);
        CheckPreprocessing(network);
        CheckInitialClasses(network, labels);
        return network;
    }

    /// <summary>A head that is taken over knows its classes by their numbers alone.</summary>
    private void CheckInitialClasses(Network network, ClassLabels labels)
    {
        var head = network.Layers.LastOrDefault(layer => layer.Weights.Count > 0);
        if (options.InitialWeights is not { } given || head is null || !given.Any(weight => weight.Path == head.PathOf(head.Weights[0])))
            return;
        if (options.InitialClassNames is not { } names)
            Warn($"CnnOptions.InitialWeights bring the head '{head.Name}': its outputs are taken for the classes {ClassLabels.Listed(labels.Names)}, in this order. Set CnnOptions.InitialClassNames to the order they were trained in, and the fit checks it.");
        else if (labels.DifferenceTo(names) is { } difference)
            throw new ArgumentException($"Label column '{labels.ColumnName}': {difference} (CnnOptions.InitialClassNames), so that each output would begin as another class. {ClassLabels.SameOrder(labels.ColumnName)} For other classes, put a new head in the old one's place: network.WithNewHead().");
    }

    /// <summary>Weights fit only the pixels that they were trained on, and a normalization in front would change them in silence.</summary>
    private void CheckPreprocessing(Network network)
    {
        if (options.InitialWeights is not null && options.Preprocessing == Preprocessing.Automatic && !network.BeginsWithPreprocessing())
            throw new ArgumentException($"CnnOptions.InitialWeights belong to pixels as the network '{network.Name}' was trained on, but it does not say which: no Rescaling or Normalization stands behind its input. Set CnnOptions.Preprocessing: None if column '{options.ImageColumnName}' has the same pixels, Rescale(1 / 255.0) if it has 0-255 and training had 0-1, or Normalize. The Network of a TrainedNetwork has its preprocessing in it.");
    }

    private (ImageSubset Train, ImageSubset? Validation, int Skipped, IReadOnlyList<UnreadableImage> Unreadable) SplitOrRead(
        ImageSet images, IDataView? validation, ImageIntake intake, ulong seed, SplitRounding rounding)
    {
        if (validation is not null)
        {
            var rest = intake with { WeightColumnName = null, MemoryBudget = Math.Max(0, intake.MemoryBudget - images.Pixels.BytesInMemory) };
            var (held, skipped, unreadable) = ImageSetReader.Read(validation, rest);
            if (held.Count == 0)
                throw new InvalidOperationException("The validation data has no usable rows.");
            return (ImageSubset.All(images), ImageSubset.All(held), skipped, unreadable);
        }
        var (trainRows, heldOutRows) = StratifiedSplit.Of(images.Labels, options.ValidationFraction, seed, rounding: rounding);
        if (heldOutRows.Length == 0 && options.ValidationFraction > 0)
            throw new InvalidOperationException(FormattableString.Invariant($"CnnOptions.ValidationFraction is {options.ValidationFraction}, but {StratifiedSplit.NothingHeldOut(images.Labels)}"));
        return (new ImageSubset(images, trainRows), heldOutRows.Length == 0 ? null : new ImageSubset(images, heldOutRows), Skipped: 0, Unreadable: []);
    }
}
