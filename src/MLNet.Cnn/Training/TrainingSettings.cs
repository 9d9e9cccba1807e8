namespace MLNet.Cnn;

/// <summary>What one training needs to know.</summary>
internal sealed record TrainingSettings
{
    /// <summary>The network that gives logits, preprocessing included.</summary>
    public required Network Network { get; init; }

    public required NetworkWeights InitialWeights { get; init; }

    public required ImageSubset Train { get; init; }

    /// <summary>How encoded images were decoded, for checkpoints.</summary>
    public ImageDecoding Decoding { get; init; } = ImageDecoding.Version2;

    /// <summary>Which of the training images an epoch sees.</summary>
    public Sampling Sampling { get; init; }

    public ImageSubset? Validation { get; init; }

    /// <summary>How the validation images were split off, or <see langword="null"/> where they were not.</summary>
    public SplitRounding? Split { get; init; }

    public Augmentation Augmentation { get; init; } = Augmentation.None;

    /// <summary>How validation images are scored.</summary>
    public TestTimeAugmentation TestTimeAugmentation { get; init; }

    public required Optimizer Optimizer { get; init; }

    /// <summary>A loss that goes with the network's end.</summary>
    public required Loss Loss { get; init; }

    public required LearningRateSchedule Schedule { get; init; }

    /// <summary>The steps of a training that has some; each then has epochs of its own.</summary>
    public FineTuning? FineTuning { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required ICnnEngine Engine { get; init; }

    public Precision Precision { get; init; }

    public EngineDevice Device { get; init; } = EngineDevice.Cpu;

    /// <summary>Where the statistics of BatchNormalization come from.</summary>
    public BatchNormalizationStatistics Statistics { get; init; }

    public EarlyStopping? EarlyStopping { get; init; }

    public ReduceLROnPlateau? ReduceLROnPlateau { get; init; }

    /// <summary><see cref="TimeSpan.MaxValue"/>: no limit.</summary>
    public TimeSpan MaxTrainingTime { get; init; } = TimeSpan.MaxValue;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public Checkpointing? Checkpoints { get; init; }

    /// <summary>Whether the training begins with the result of another one, as a later step of fine-tuning does.</summary>
    public bool FollowsAnother { get; init; }

    /// <summary>Writes a checkpoint to a stream.</summary>
    public Action<Stream, CheckpointContent> WriteCheckpoint { get; init; } = CheckpointFile.Write;

    /// <summary>Appends bytes to an event file of TensorBoard.</summary>
    public Action<Stream, byte[]> WriteTensorBoard { get; init; } = static (stream, record) => stream.Write(record);

    /// <summary>Takes sentences for the log.</summary>
    public Action<string> Log { get; init; } = _ => { };

    /// <summary>Takes warnings for the log.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    public Action<EpochReport>? Progress { get; init; }

    public TrainingControl? Control { get; init; }

    /// <summary>Whether training rests, as after a requested stop, once these epochs are through. Asked before each epoch, in a resumed training too.</summary>
    public Func<IReadOnlyList<EpochReport>, bool>? RestsAfter { get; init; }

    public CancellationToken CancellationToken { get; init; }

    /// <summary>A session that trains.</summary>
    public IEngineSession OpenSession() => Engine.OpenSession(new EngineSettings(Network, InitialWeights)
    {
        Optimizer = Optimizer,
        Threads = Threads,
        Precision = Precision,
        Device = Device,
    });

    /// <summary>What makes the batches.</summary>
    public BatchFeeder Feeder() => new(
        Train.Images, Math.Min(BatchSize, Train.Count), Network.OutputShape.Size, BatchAugmenter.Of(Augmentation, Train, Seed));
}
