namespace MLNet.Cnn;

/// <summary>What a session works on.</summary>
/// <param name="Network">The network.</param>
/// <param name="Weights">Its first weights.</param>
public sealed record EngineSettings(Network Network, NetworkWeights Weights)
{
    /// <summary>How weights follow their gradients, or <see langword="null"/> for a session that never steps.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public Optimizer? Optimizer { get; init; }

    /// <summary>The names of the layers whose outputs a step hands to its <see cref="OutputGradient"/>.</summary>
    /// <value>Default: the last layer.</value>
    public IReadOnlyList<string> Outputs { get; init; } = [Network.Layers[^1].Name];

    /// <summary>Sees the gradients of each update; needs <see cref="EngineFeatures.GradientHook"/>.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public GradientHook? GradientHook { get; init; }

    /// <summary>How a step's BatchNormalization sums over the batch, forward and backward; needs <see cref="EngineFeatures.StatisticsSum"/>.</summary>
    /// <value>Default: <see langword="null"/>, over the batch's own images.</value>
    public BatchSum? StatisticsSum { get; init; }

    /// <summary>The type of numbers of a step. Predictions are in float32 always.</summary>
    /// <value>Default: <see cref="Precision.Float32"/>.</value>
    public Precision Precision { get; init; }

    /// <summary>Where the session computes.</summary>
    /// <value>Default: the CPU.</value>
    public EngineDevice Device { get; init; } = EngineDevice.Cpu;

    /// <summary>The number of threads that a step may use.</summary>
    /// <value>Default: the number of processors. At least 1.</value>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
