using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>What a trial gave, before it is written down.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Model">The model; of the first fold where there are folds.</param>
/// <param name="Scores">How well it classifies, of all folds together.</param>
internal sealed record TrialOutcome(RunEnd End, ITransformer Model, ModelScores Scores)
{
    /// <summary>What fitting took, in all folds together, without measuring.</summary>
    public required double TrainingSeconds { get; init; }

    /// <summary>How many weights a network has.</summary>
    public long? Parameters { get; init; }

    /// <summary>How a network was trained.</summary>
    public TrainingHistory? History { get; init; }

    /// <summary>The hash of a network's weights.</summary>
    public string? WeightHash { get; init; }
}
