namespace MLNet.Cnn;

/// <summary>A network for some data, with how long to train it, and why: what <see cref="Networks.Suggest"/> gives.</summary>
/// <param name="Network">The network.</param>
/// <param name="Epochs">How often to go through the images.</param>
/// <param name="BatchSize">How many images a step should see.</param>
/// <param name="Why">The reason, in sentences.</param>
public sealed record NetworkSuggestion(NetworkBuilder Network, int Epochs, int BatchSize, string Why);
