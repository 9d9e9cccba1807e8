namespace MLNet.Cnn;

/// <summary>What a session works on.</summary>
/// <param name="Network">The network; for training, the one that gives logits.</param>
/// <param name="Weights">Its first weights.</param>
public sealed record EngineSettings(Network Network, NetworkWeights Weights)
{
    /// <summary>How weights follow their gradients, or <see langword="null"/> for a session that never steps.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public Optimizer? Optimizer { get; init; }

    /// <summary>What a step makes small.</summary>
    /// <value>Default: <see cref="CategoricalCrossentropy"/>.</value>
    public Loss Loss { get; init; } = new CategoricalCrossentropy();

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
