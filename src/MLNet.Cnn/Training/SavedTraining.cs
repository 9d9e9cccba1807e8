namespace MLNet.Cnn;

/// <summary>A training at rest: what a checkpoint holds.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Engine">What the engine holds; of a finished training, the weights it gave.</param>
/// <param name="BestWeights">The weights of the best epoch so far, if there is one.</param>
internal sealed record SavedTraining(TrainingState State, EngineState Engine, NetworkWeights? BestWeights);
