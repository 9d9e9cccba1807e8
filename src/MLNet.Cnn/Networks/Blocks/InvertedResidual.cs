namespace MLNet.Cnn;

/// <summary>The sizes of an inverted residual block: <see cref="InvertedResidualBlocks.InvertedResidualBlock"/>.</summary>
/// <param name="Filters">Channels of the output; at least 1.</param>
/// <param name="ExpandedFilters">Channels between the two 1x1 convolutions, where the depthwise convolution works; where they are the input's own, the first one is left out.</param>
public sealed record InvertedResidual(int Filters, int ExpandedFilters)
{
    /// <summary>Height and width of the depthwise kernel, in pixels.</summary>
    /// <value>Default: 3. Odd.</value>
    public int KernelSize { get; init; } = 3;

    /// <summary>Steps of the depthwise convolution.</summary>
    /// <value>Default: 1. Range: 1 or 2.</value>
    public int Strides { get; init; } = 1;

    /// <summary>A squeeze and excitation behind the depthwise convolution.</summary>
    /// <value>Default: <see langword="null"/>, none.</value>
    public SqueezeAndExcitation? Squeeze { get; init; }
}
