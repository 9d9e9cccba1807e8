namespace MLNet.Cnn.Samples;

/// <summary>What is shown of the network with the highest test accuracy.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Confusion">What it took for what.</param>
/// <param name="Model">The file that it was saved to and loaded from.</param>
/// <param name="Predictions">What the loaded model says about some test images.</param>
internal sealed record BestNetwork(string Name, Confusion Confusion, SavedModel Model, IReadOnlyList<PredictedImage> Predictions);
