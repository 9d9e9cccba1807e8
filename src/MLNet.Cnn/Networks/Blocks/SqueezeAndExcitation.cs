namespace MLNet.Cnn;

/// <summary>Weighs channels by what the whole image shows: <see cref="InvertedResidualBlocks.SqueezeAndExcite"/>.</summary>
/// <param name="Filters">Channels that the means of all channels are squeezed into; at least 1.</param>
public sealed record SqueezeAndExcitation(int Filters)
{
    /// <summary>The activation of the squeezed channels.</summary>
    /// <value>Default: <see cref="Activation.ReLU"/>.</value>
    public Activation Activation { get; init; } = Activation.ReLU;

    /// <summary>What turns the result into the channels' weights.</summary>
    /// <value>Default: <see cref="Activation.Sigmoid"/>; MobileNetV3 has <see cref="Activation.HardSigmoid"/>.</value>
    public Activation Gate { get; init; } = Activation.Sigmoid;
}
