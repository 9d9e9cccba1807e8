namespace MLNet.Cnn;

/// <summary>Sees all gradients of an update, and may change them in place: for sums over several machines, or for watching.</summary>
/// <remarks>Called on the session's thread or one of the engine's own, once an update: behind the accumulation of gradients, before their limits and weight decay.</remarks>
/// <param name="gradients">The gradients of the weights that the optimizer steps, one behind the other in the network's order (<see cref="WeightRule.OfStepped"/>). Within a weight the order
/// of numbers is the engine's, the same in all its sessions of one network.</param>
public delegate void GradientHook(Span<float> gradients);

/// <summary>Replaces sums over a batch by sums over the batches of several sessions: each gives its own numbers and gets those of all, in place.</summary>
/// <param name="sums">The numbers of this session.</param>
public delegate void BatchSum(Span<double> sums);

/// <summary>What an engine can do beyond training and predicting.</summary>
[Flags]
public enum EngineFeatures
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>Its sessions are <see cref="IGradientSession"/>s.</summary>
    Gradients = 1,

    /// <summary>It calls <see cref="EngineSettings.GradientHook"/>.</summary>
    GradientHook = 2,

    /// <summary>Its BatchNormalization sums by <see cref="EngineSettings.StatisticsSum"/>.</summary>
    StatisticsSum = 4,
}

/// <summary>What callers need of an engine.</summary>
public static class EngineRequirements
{
    /// <summary>Refuses an engine that lacks something.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="needed">What is needed of it.</param>
    /// <param name="what">What needs it, as the subject of a sentence.</param>
    /// <exception cref="NotSupportedException">The engine lacks it; the message names what, and who needs it.</exception>
    public static void Require(this ICnnEngine engine, EngineFeatures needed, string what)
    {
        ArgumentNullException.ThrowIfNull(engine);
        var missing = needed & ~engine.Features;
        if (missing != EngineFeatures.None)
            throw new NotSupportedException($"{what} needs {missing} of the engine, which {engine.Name} does not have. Use another engine, such as TorchEngine.Default.");
    }
}
