namespace MLNet.Cnn;

/// <summary>What changes from step to step.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Momentum">The momentum (Adam: the first beta), or <see langword="null"/> for the optimizer's own.</param>
/// <param name="RandomKey">The key of all random numbers of the step; equal keys draw equal numbers.</param>
/// <param name="Progress">The share of all steps that are taken with this one: above 0, up to 1 at the last. Default: 0, not known.</param>
public readonly record struct StepSettings(double LearningRate, double? Momentum = null, ulong RandomKey = 0, double Progress = 0);
