namespace MLNet.Cnn;

/// <summary>How a network was trained: kept in its model file.</summary>
/// <param name="Epochs">What each epoch brought.</param>
/// <param name="Seed">The seed of weights, order and dropout: the same seed and thread count give the same weights, bit for bit.</param>
/// <param name="Threads">The thread count.</param>
/// <param name="Engine">The engine's name.</param>
/// <param name="TrainingImages">How many images were trained on.</param>
/// <param name="SkippedRows">How many rows were left out because their label was missing.</param>
/// <param name="End">Why training ended.</param>
/// <param name="BestEpoch">The epoch whose weights the model has, or <see langword="null"/> where they are those of the last step.</param>
public sealed record TrainingHistory(
    IReadOnlyList<EpochReport> Epochs, ulong Seed, int Threads, string Engine, int TrainingImages, int SkippedRows,
    TrainingEnd End, int? BestEpoch = null)
{
    /// <summary>The training images that were left out because they cannot be read.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<UnreadableImage> UnreadableImages { get; init; } = [];

    /// <summary>How the engine computed: device and precision, and why.</summary>
    /// <value>Default: <see langword="null"/>, in files of versions that did not note it.</value>
    public EngineExecution? Execution { get; init; }
}
