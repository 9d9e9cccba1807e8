namespace MLNet.Cnn;

/// <summary>Images and what the network should give for them.</summary>
/// <param name="Images">The images.</param>
/// <param name="Targets">The wanted output of each image: (count, outputs); for a choice of classes, 1 at the right class and 0 elsewhere; where two classes share one output, 1 for the second.</param>
/// <param name="Weights">How much each image counts, or <see langword="null"/> if all count 1.</param>
public sealed record TrainingBatch(ImageBatch Images, ReadOnlyMemory<float> Targets, ReadOnlyMemory<float>? Weights = null);

/// <summary>What changes from step to step.</summary>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="Momentum">The momentum (Adam: the first beta), or <see langword="null"/> for the optimizer's own.</param>
/// <param name="RandomKey">The key of all random numbers of the step; equal keys draw equal numbers.</param>
/// <param name="Progress">The share of all steps that are taken with this one: above 0, up to 1 at the last. Default: 0, not known.</param>
public readonly record struct StepSettings(double LearningRate, double? Momentum = null, ulong RandomKey = 0, double Progress = 0);

/// <summary>What a step found before it changed the weights.</summary>
/// <param name="Loss">The loss: the mean over the images, each times its weight.</param>
/// <param name="Correct">How many images have their largest output where the target has its largest; where two classes share one output, on the right side of 0.</param>
public readonly record struct StepResult(double Loss, int Correct);

/// <summary>The output of one layer for a batch.</summary>
/// <param name="LayerName">The layer.</param>
/// <param name="Shape">The shape for one image, channels last.</param>
/// <param name="Values">The values of all images: (count, …).</param>
public sealed record LayerOutput(string LayerName, Shape Shape, ReadOnlyMemory<float> Values);

/// <summary>The gradients of one pass in training mode.</summary>
/// <param name="Output">The network's output in training mode.</param>
/// <param name="Input">The gradient by the images.</param>
/// <param name="Weights">The gradient by each trainable weight, in Keras' layout.</param>
public sealed record BatchGradients(LayerOutput Output, ReadOnlyMemory<float> Input, IReadOnlyList<WeightArray> Weights);
