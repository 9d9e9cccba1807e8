using System.Text;
using System.Text.Json;

namespace MLNet.Cnn;

/// <summary>How a network was trained: kept in its model file.</summary>
/// <param name="Epochs">What each epoch brought.</param>
/// <param name="Seed">The seed of weights, order and dropout: on the same kind of processor, the same seed and thread count give the same weights, bit for bit.</param>
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
    /// <summary>The history of a network that came with its weights.</summary>
    internal static TrainingHistory None { get; } = new([], Seed: 0, Threads: 0, Engine: "none", TrainingImages: 0, SkippedRows: 0, TrainingEnd.NotTrained);

    /// <summary>The training images that were left out because they cannot be read.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<UnreadableImage> UnreadableImages { get; init; } = [];

    /// <summary>How the engine computed: device and precision, and why.</summary>
    /// <value>Default: <see langword="null"/>, in files of versions that did not note it.</value>
    public EngineExecution? Execution { get; init; }

    /// <summary>What was odd about the data or the course of the training, as the log said it.</summary>
    /// <value>Default: none.</value>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What the training was expected to take before its first epoch.</summary>
    /// <value>Default: <see langword="null"/>, in files of versions that did not note it.</value>
    public TrainingEstimate? Estimate { get; init; }

    /// <summary>Writes a line for each epoch as a CSV file, with the names of the columns first; an existing file is replaced only once the new one is complete.</summary>
    /// <remarks>Numbers are invariant and exact; what was not measured is empty.</remarks>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written; an existing one is as it was.</exception>
    public void SaveCsv(string path) => SafeFile.Write(path, Encoding.UTF8.GetBytes(HistoryCsv.Write(Epochs)));

    /// <summary>Writes everything as a JSON file; an existing file is replaced only once the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written; an existing one is as it was.</exception>
    public void SaveJson(string path) => SafeFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(this, new JsonSerializerOptions(RecordJson.Options) { WriteIndented = true }));
}
