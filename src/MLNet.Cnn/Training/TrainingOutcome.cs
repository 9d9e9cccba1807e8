namespace MLNet.Cnn;

/// <summary>What a training gives.</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Reports">What each epoch brought.</param>
/// <param name="End">Why it ended.</param>
/// <param name="BestEpoch">The epoch whose weights these are, if they are not those of the last step.</param>
internal sealed record TrainingOutcome(NetworkWeights Weights, IReadOnlyList<EpochReport> Reports, TrainingEnd End, int? BestEpoch);
