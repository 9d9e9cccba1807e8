namespace MLNet.Cnn;

/// <summary>Where the statistics come from by which <see cref="BatchNormalization"/> scores.</summary>
/// <remarks>
/// Moving averages follow the batches with the layer's momentum, Keras' being 0.99: after an epoch of 63 steps more than half of what stood there before is
/// still in them, so that a network which has learned much scores as if it had not. Re-estimated statistics are those of training images under the
/// weights as they are, in training mode: Wu and Johnson, "Rethinking 'Batch' in BatchNorm" (2021), section 3.
/// </remarks>
public enum BatchNormalizationStatistics
{
    /// <summary><see cref="Reestimated"/> where epochs are so short that an average still holds more than a hundredth of what it was when the epoch began
    /// (Momentum^steps &gt; 0.01: up to 458 steps with Keras' momentum), or where the optimizer leaves an average of its weights (<see cref="Optimizer.EmaMomentum"/>,
    /// <see cref="Optimizer.Lookahead"/>), which the moving statistics do not go with; else <see cref="Moving"/>. The log says which.</summary>
    Automatic,

    /// <summary>The moving averages, as in Keras.</summary>
    Moving,

    /// <summary>Taken anew from up to 10,000 training images before each validation and when training ends.</summary>
    Reestimated,
}
