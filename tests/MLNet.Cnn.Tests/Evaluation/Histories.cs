namespace MLNet.Cnn.Tests;

/// <summary>Histories of trainings that never were.</summary>
internal static class Histories
{
    /// <summary>A training in which both losses fall and both accuracies rise.</summary>
    public static TrainingHistory Of(int epochs, bool isValidated = true) => Of([.. Enumerable.Range(1, epochs).Select(epoch => new EpochReport(
        epoch, epochs, 1.0 / epoch, 1 - 0.5 / epoch, isValidated ? 1.2 / epoch : null, isValidated ? 1 - 0.6 / epoch : null,
        0.01 / epoch, 1_000, TimeSpan.FromSeconds(epoch), TimeSpan.FromSeconds(epochs - epoch)))]);

    public static TrainingHistory Of(IReadOnlyList<EpochReport> epochs) => new(epochs, Seed: 1, Threads: 1, "Observed", TrainingImages: 100, SkippedRows: 0, TrainingEnd.Completed);
}
