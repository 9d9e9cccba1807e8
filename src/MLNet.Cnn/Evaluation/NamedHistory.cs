namespace MLNet.Cnn;

/// <summary>A training with the name that it is shown under.</summary>
/// <param name="Name">The name.</param>
/// <param name="History">How it went.</param>
public sealed record NamedHistory(string Name, TrainingHistory History);
