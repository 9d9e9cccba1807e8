namespace MLNet.Cnn;

/// <summary>What a training gives.</summary>
/// <param name="Weights">The weights.</param>
/// <param name="Reports">What each epoch brought.</param>
/// <param name="End">Why it ended.</param>
/// <param name="BestEpoch">The epoch whose weights these are, if they are not those of the last step.</param>
internal sealed record TrainingOutcome(NetworkWeights Weights, IReadOnlyList<EpochReport> Reports, TrainingEnd End, int? BestEpoch)
{
    /// <summary>How the engine computed.</summary>
    public EngineExecution? Execution { get; init; }

    /// <summary>Why it ended and whose weights these are, or <see langword="null"/> if it went as planned.</summary>
    public string? Describe()
    {
        string? why = End switch
        {
            TrainingEnd.StoppedEarly => $"Training was stopped early after epoch {Reports.Count}.",
            TrainingEnd.TimeUp => "Training ended because its time was over.",
            TrainingEnd.StopRequested => "Training was stopped on request.",
            _ => null,
        };
        string? whose = BestEpoch is null ? null : $"The model has the weights of epoch {BestEpoch}, the best so far.";
        return why is null ? whose : $"{why} {whose ?? "The model has the weights of the last step."}";
    }
}
