namespace MLNet.Cnn;

/// <summary>Everything that training changes: what a checkpoint holds. Immutable.</summary>
/// <param name="Weights">The weights, moving statistics included.</param>
/// <param name="OptimizerSlots">The optimizer's memory, in Keras' layout: <c>velocity/conv2d/kernel</c>, <c>m/…</c> and <c>v/…</c>; under <c>average/…</c> the moving average of the weights, if it keeps one.</param>
/// <param name="Steps">How many steps were taken.</param>
public sealed record EngineState(NetworkWeights Weights, IReadOnlyList<WeightArray> OptimizerSlots, long Steps);
