namespace MLNet.Cnn;

/// <summary>How a CNN is trained inside a pipeline. Immutable; one instance may serve any number of fits.</summary>
public sealed record CnnOptions
{
    /// <summary>The network: a preset of <see cref="Networks"/>, a <see cref="MLNet.Cnn.Network"/>, or a builder of your own.</summary>
    /// <value>Required. Image shape and class count come from the data.</value>
    public required NetworkBuilder Network { get; init; }

    /// <summary>The label column: a key, as <c>Conversion.MapValueToKey</c> makes it. Scores are in the order of its values: with <c>KeyOrdinality.ByValue</c> sorted, without it as they first occur.</summary>
    /// <value>Default: <c>Label</c>.</value>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The image column: a vector of known size of Byte or Single with the pixels; or, with <see cref="ImageReading"/>, a column of
    /// <c>MLImage</c>, of paths (text) or of encoded bytes (vectors of Byte of varying size).</summary>
    /// <value>Default: <c>Image</c>.</value>
    public string ImageColumnName { get; init; } = "Image";

    /// <summary>How often training goes through the images.</summary>
    /// <value>Default: 10. Range: 1 to 100,000.</value>
    public int Epochs { get; init; } = 10;

    /// <summary>How many images a step sees.</summary>
    /// <value>Default: 128. Range: 1 to 65,536.</value>
    public int BatchSize { get; init; } = 128;

    /// <summary>What training makes small, and what validation measures.</summary>
    /// <value>Default: <see cref="Loss.Automatic"/>: the cross-entropy that goes with the network's end.</value>
    public Loss Loss { get; init; } = Loss.Automatic;

    /// <summary>How weights follow their gradients.</summary>
    /// <value>Default: Adam with a highest learning rate of 0.007, which the default schedule reaches once and leaves again.</value>
    public Optimizer Optimizer { get; init; } = new Adam(learningRate: 0.007);

    /// <summary>How the learning rate changes from step to step.</summary>
    /// <value>Default: <see cref="OneCycle"/>. <see cref="ConstantRate"/> is what Keras does without a schedule.</value>
    public LearningRateSchedule Schedule { get; init; } = new OneCycle();

    /// <summary>The share of the training images that is held out, of every class alike, to measure each epoch on.</summary>
    /// <remarks>The number is rounded over all classes together. Every class gives an image where there are as many to hold out, and keeps one to learn from. A share that is no image at all is refused.</remarks>
    /// <value>Default: 0, none. Range: 0 to 0.9. Ignored where <c>Fit</c> is given validation data.</value>
    public double ValidationFraction { get; init; }

    /// <summary>The random changes that training images go through; validation and scoring see none.</summary>
    /// <value>Default: <see cref="Augmentation.None"/>. Good ones to begin with are <see cref="Augmentation.StandardPhotos"/> and <see cref="Augmentation.StandardDigits"/>.</value>
    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>Whether the model scores each image once, or several views of it whose probabilities it averages; a part of the saved model.</summary>
    /// <value>Default: <see cref="TestTimeAugmentation.None"/>.</value>
    public TestTimeAugmentation TestTimeAugmentation { get; init; }

    /// <summary>What is done to pixels before they reach the network.</summary>
    /// <value>Default: <see cref="Preprocessing.Automatic"/>.</value>
    public Preprocessing Preprocessing { get; init; } = Preprocessing.Automatic;

    /// <summary>The shape of one image, where the column does not tell it, as a vector of 784 does not: (height, width, channels).</summary>
    /// <value>Default: <see langword="null"/>, taken from the column.</value>
    public Shape? ImageShape { get; init; }

    /// <summary>The order of the values in the column, where its dimensions do not tell it.</summary>
    /// <value>Default: <see langword="null"/>, taken from the column: the dimension that is 1, 3 or 4 holds the channels.</value>
    public ImageLayout? ImageLayout { get; init; }

    /// <summary>How images of any size become pixels, for columns of <c>MLImage</c>, paths and encoded bytes. It becomes part of the model.</summary>
    /// <value>Default: <see langword="null"/>: the column holds pixels, or <c>MLImage</c> of a declared size.</value>
    public ImageReading? ImageReading { get; init; }

    /// <summary>What is done about images that cannot be read.</summary>
    /// <value>Default: <see cref="UnreadableImages.Throw"/>.</value>
    public UnreadableImages UnreadableImages { get; init; } = UnreadableImages.Throw;

    /// <summary>How many bytes of decoded images may be in memory; with more, all of them go to a file that is mapped into memory.</summary>
    /// <value>Default: <see langword="null"/>, half of the memory that is free when the fit begins. Range: 0, all to the file, or more.</value>
    public long? ImageMemory { get; init; }

    /// <summary>A folder in which that file is kept, so that a later fit on the same images need not decode them again. Files are named after the content of all images
    /// and how they are read, checked before they are used, and may be shared by several processes; nothing is ever deleted but what was not completed.</summary>
    /// <value>Default: <see langword="null"/>: the file is in the temporary folder and gone after the fit. It is kept for paths and encoded bytes; <c>MLImage</c> and pixels are in
    /// a file of their own each time.</value>
    public string? ImageCacheFolder { get; init; }

    /// <summary>The layers whose weights stay as they are, by name; <c>*</c> stands for any letters, <c>?</c> for one: <c>["conv2d*", "batch_normalization*"]</c>.</summary>
    /// <value>Default: none beyond those that are not <see cref="Layer.Trainable"/>. A BatchNormalization among them also scores while training, as in Keras.</value>
    public NamePatterns FrozenLayers { get; init; } = NamePatterns.None;

    /// <summary>Trains in steps, each with layers, epochs and a rate of its own: for a network that was trained before.</summary>
    /// <value>Default: <see langword="null"/>, everything at once. The epochs are then those of the steps, and <see cref="Epochs"/> is not looked at.</value>
    public FineTuning? FineTuning { get; init; }

    /// <summary>How much the images of each class count in the loss.</summary>
    /// <value>Default: <see langword="null"/>, all the same.</value>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>The column that says how much each training image counts in the loss: a Single of at least 0.</summary>
    /// <value>Default: <see langword="null"/>, all count 1. It is multiplied by the weight of the class.</value>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>Which images an epoch sees.</summary>
    /// <value>Default: <see cref="Sampling.Shuffled"/>, every image once.</value>
    public Sampling Sampling { get; init; }

    /// <summary>
    /// Weights to begin with: those of a <see cref="TrainedNetwork"/>, a <see cref="CnnModel"/> or a <see cref="Checkpoint"/> of the same network, or of one with another head
    /// (<see cref="NetworkTransfer.WithNewHead"/>). Layers are matched by name; those that have no weights there begin anew, and the log names them.
    /// </summary>
    /// <remarks>
    /// They fit only the pixels that they were trained on. Where the network itself does not begin with a Rescaling or Normalization, <see cref="Preprocessing"/> must say
    /// what these were, and <see cref="Preprocessing.Automatic"/> is refused.
    /// </remarks>
    /// <value>Default: <see langword="null"/>, drawn by the layers' initializers.</value>
    public NetworkWeights? InitialWeights { get; init; }

    /// <summary>The classes of <see cref="InitialWeights"/>, in the order of their outputs: <see cref="TrainedNetwork.ClassNames"/>, or what the author of the weights says. The label key must have
    /// the same order, or the fit is refused: each output would begin as another class. A new head has no classes yet, and asks for none.</summary>
    /// <value>Default: <see langword="null"/>, not known: where the weights bring their head, a warning names the order that is taken for granted.</value>
    public IReadOnlyList<string>? InitialClassNames { get; init; }

    /// <summary>Where the statistics come from by which BatchNormalization scores.</summary>
    /// <value>Default: <see cref="MLNet.Cnn.BatchNormalizationStatistics.Automatic"/>. <see cref="MLNet.Cnn.BatchNormalizationStatistics.Moving"/> gives Keras' numbers.</value>
    public BatchNormalizationStatistics BatchNormalizationStatistics { get; init; }

    /// <summary>Ends training once a metric has stopped improving.</summary>
    /// <value>Default: <see langword="null"/>, all epochs are trained.</value>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>Lowers the learning rate below the schedule's once a metric has stopped improving.</summary>
    /// <value>Default: <see langword="null"/>, the rate is the schedule's.</value>
    public ReduceLROnPlateau? ReduceLROnPlateau { get; init; }

    /// <summary>The time after which training ends with the batch it is at. The model is then the best so far, as after <see cref="TrainingControl.RequestStop"/>.</summary>
    /// <value>Default: <see langword="null"/>, no limit. Above 0. Reading the data and scoring it afterwards are not counted.</value>
    public TimeSpan? MaxTrainingTime { get; init; }

    /// <summary>Saves the training as it goes on, and goes on from what it finds saved.</summary>
    /// <value>Default: <see langword="null"/>, nothing is saved.</value>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>The seed of everything random. On the same kind of processor, the same seed and thread count give the same weights, bit for bit.</summary>
    /// <value>Default: <see langword="null"/>: the seed of the <c>MLContext</c>, or a random one where it has none (that of the checkpoint where there is one); the history tells which.</value>
    public int? Seed { get; init; }

    /// <summary>How many threads training uses, and the model that it gives where it scores many images. A model that is loaded scores on all processors.</summary>
    /// <value>Default: the number of processors. Range: 1 to 1,024.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The type of numbers that training computes in. Validation and scoring are in float32 always.</summary>
    /// <value>Default: <see cref="Precision.Float32"/>. <see cref="Precision.Auto"/> takes bfloat16 where processor and network gain by it.</value>
    public Precision Precision { get; init; }

    /// <summary>What trains.</summary>
    /// <value>Default: <see cref="TorchEngine"/>.</value>
    public ICnnEngine Engine { get; init; } = TorchEngine.Default;

    /// <summary>Called after each epoch, on the training thread. What it throws ends the training and comes out of <c>Fit</c> as it is; the epoch is saved by then, if there are
    /// <see cref="Checkpoints"/> and it is not the last.</summary>
    /// <value>Default: <see langword="null"/>. The same lines go to <c>MLContext.Log</c>.</value>
    public Action<EpochReport>? Progress { get; init; }

    /// <summary>Where to write event files for TensorBoard. A folder that cannot be written is refused before the first step; later it is a warning.</summary>
    /// <value>Default: <see langword="null"/>, none.</value>
    public TensorBoardLog? TensorBoard { get; init; }

    /// <summary>Ends training gracefully, keeping its result.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public TrainingControl? Control { get; init; }

    /// <summary>Ends training within a batch by an <see cref="OperationCanceledException"/>.</summary>
    /// <value>Default: never.</value>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Whether training rests, as after a requested stop, once these epochs are through: what an experiment trains further later.</summary>
    internal Func<IReadOnlyList<EpochReport>, bool>? RestsAfter { get; init; }

    /// <summary>How often training goes through the images, in all steps together where there are some.</summary>
    internal int AllEpochs => FineTuning?.Epochs ?? Epochs;

    /// <summary>What time is measured by.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What writes a checkpoint to a stream.</summary>
    internal Action<Stream, CheckpointContent> WriteCheckpoint { get; init; } = CheckpointFile.Write;

    /// <summary>What appends bytes to an event file of TensorBoard.</summary>
    internal Action<Stream, byte[]> WriteTensorBoard { get; init; } = static (stream, record) => stream.Write(record);

    /// <summary>Whether what the end of a training needs was tried already, as an experiment does for all of its trials.</summary>
    internal bool IsRehearsed { get; init; }

    /// <summary>These options with all that a recipe says: optimizer, schedule, loss, augmentation, scored views, precision, epochs and batch size.</summary>
    /// <param name="recipe">The recipe: <c>TrainingRecipe.For(network)</c>.</param>
    public CnnOptions With(TrainingRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return this with
        {
            Optimizer = recipe.Optimizer,
            Schedule = recipe.Schedule,
            Loss = recipe.Loss,
            Augmentation = recipe.Augmentation,
            TestTimeAugmentation = recipe.TestTimeAugmentation,
            Precision = recipe.Precision,
            Epochs = recipe.Epochs,
            BatchSize = recipe.BatchSize,
        };
    }

    /// <summary>Throws if a setting is out of its range.</summary>
    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Network);
        ArgumentException.ThrowIfNullOrEmpty(LabelColumnName);
        ArgumentException.ThrowIfNullOrEmpty(ImageColumnName);
        ArgumentNullException.ThrowIfNull(Loss);
        ArgumentNullException.ThrowIfNull(Optimizer);
        ArgumentNullException.ThrowIfNull(Schedule);
        ArgumentNullException.ThrowIfNull(Augmentation);
        ArgumentNullException.ThrowIfNull(Preprocessing);
        ArgumentNullException.ThrowIfNull(Engine);
        Check(Epochs is >= 1 and <= 100_000, nameof(Epochs), Epochs, "between 1 and 100,000");
        Check(BatchSize is >= 1 and <= 65_536, nameof(BatchSize), BatchSize, "between 1 and 65,536");
        Check(Threads is >= 1 and <= 1_024, nameof(Threads), Threads, "between 1 and 1,024");
        Check(Enum.IsDefined(Precision), nameof(Precision), (int)Precision, "Float32, BFloat16 or Auto");
        Check(ValidationFraction is >= 0 and <= 0.9, nameof(ValidationFraction), ValidationFraction, "between 0 and 0.9");
        Loss.Validate();
        Check(MaxTrainingTime is null || MaxTrainingTime > TimeSpan.Zero, nameof(MaxTrainingTime), MaxTrainingTime?.TotalSeconds ?? 0, "more than no time, or null (in seconds)");
        if (!Enum.IsDefined(BatchNormalizationStatistics))
            throw new ArgumentOutOfRangeException(nameof(BatchNormalizationStatistics), $"CnnOptions.BatchNormalizationStatistics is {BatchNormalizationStatistics}, but it must be Automatic, Moving or Reestimated.");
        ArgumentNullException.ThrowIfNull(FrozenLayers);
        if (ExampleWeightColumnName is not null)
            ArgumentException.ThrowIfNullOrEmpty(ExampleWeightColumnName);
        if (!Enum.IsDefined(Sampling))
            throw new ArgumentOutOfRangeException(nameof(Sampling), $"CnnOptions.Sampling is {Sampling}, but it must be Shuffled or Balanced.");
        FineTuning?.Validate();
        EarlyStopping?.Validate();
        ReduceLROnPlateau?.Validate();
        ImageReading?.Validate();
        Check(ImageMemory is null or >= 0, nameof(ImageMemory), ImageMemory ?? 0, "at least 0, or null");
        if (!Enum.IsDefined(UnreadableImages))
            throw new ArgumentOutOfRangeException(nameof(UnreadableImages), $"CnnOptions.UnreadableImages is {UnreadableImages}, but it must be Throw or Skip.");
        Checkpoints?.Validate();
        Optimizer.Validate();
        Schedule.Validate();
        Augmentation.Validate();
        if (!Enum.IsDefined(TestTimeAugmentation))
            throw new ArgumentOutOfRangeException(nameof(TestTimeAugmentation), $"CnnOptions.TestTimeAugmentation is {TestTimeAugmentation}, but it must be one of the enum's values.");
    }

    private static void Check(bool valid, string setting, double value, string expected)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(setting, FormattableString.Invariant($"CnnOptions.{setting} is {value}, but it must be {expected}."));
    }
}
