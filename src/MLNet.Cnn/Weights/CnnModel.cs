namespace MLNet.Cnn;

/// <summary>A network with its weights, whatever file they came from: what training begins with, and what <c>mlContext.Transforms.ApplyCnn</c> scores with.</summary>
/// <remarks>The model names neither the classes of its outputs nor the image column. The pipeline that uses it names both.</remarks>
/// <param name="Network">The network, from its one input to its one output.</param>
/// <param name="Weights">Its weights, moving statistics included.</param>
public record CnnModel(Network Network, NetworkWeights Weights);
