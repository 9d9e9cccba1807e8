namespace MLNet.Cnn;

/// <summary>A training before its first step: data read, network built.</summary>
/// <param name="Image">What the image column means.</param>
/// <param name="Labels">The classes.</param>
/// <param name="Network">The network, preprocessing included, as its definition ends.</param>
/// <param name="Settings">What the training needs to know.</param>
/// <param name="SkippedRows">How many rows were left out because their label is missing.</param>
/// <param name="Unreadable">The images that were left out because they cannot be read.</param>
internal sealed record PreparedTraining(
    ImageColumn Image, ClassLabels Labels, Network Network, TrainingSettings Settings, int SkippedRows, IReadOnlyList<UnreadableImage> Unreadable)
{
    /// <summary>What is odd about the data; what training finds is added.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
