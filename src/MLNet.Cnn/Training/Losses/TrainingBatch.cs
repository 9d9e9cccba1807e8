namespace MLNet.Cnn;

/// <summary>Images and what the network should give for them.</summary>
/// <param name="Images">The images.</param>
/// <param name="Targets">The wanted output of each image: (count, outputs); for a choice of classes, 1 at the right class and 0 elsewhere; where two classes share one output, 1 for the second.</param>
/// <param name="Weights">How much each image counts, or <see langword="null"/> if all count 1.</param>
internal sealed record TrainingBatch(ImageBatch Images, ReadOnlyMemory<float> Targets, ReadOnlyMemory<float>? Weights = null);

/// <summary>What a step found before it changed the weights.</summary>
/// <param name="Loss">The loss: the mean over the images, each times its weight.</param>
/// <param name="Correct">How many images have their largest output where the target has its largest; where two classes share one output, on the right side of 0.</param>
internal readonly record struct StepResult(double Loss, int Correct);
