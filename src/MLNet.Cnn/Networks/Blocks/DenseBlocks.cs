namespace MLNet.Cnn;

/// <summary>The blocks of densely connected networks. Source: Huang, Liu, van der Maaten and Weinberger, "Densely Connected Convolutional Networks" (2017).</summary>
public static class DenseBlocks
{
    /// <summary>Layers each of which sees the outputs of all before it: X4 sees X0, X1, X2 and X3.</summary>
    /// <remarks>
    /// Each layer is BatchNormalization, ReLU and a 3x3 convolution with <paramref name="growthRate"/> filters, whose output
    /// is joined to its input. Shapes: (height, width, c) to (height, width, c + layers * growthRate).
    /// </remarks>
    /// <param name="x">The input, X0.</param>
    /// <param name="layers">Number of layers; at least 1.</param>
    /// <param name="growthRate">Channels that each layer adds (the paper's k); at least 1.</param>
    /// <param name="bottleneck">Whether a 1x1 convolution with 4 k filters comes first (the paper's DenseNet-B). Default: <see langword="false"/>.</param>
    public static Symbol DenseBlock(this Symbol x, int layers, int growthRate, bool bottleneck = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        for (int i = 0; i < layers; i++)
        {
            var inner = bottleneck ? x.NormalizedConvolution(4 * growthRate, 1) : x;
            x = x.Concatenate(inner.NormalizedConvolution(growthRate, 3));
        }
        return x;
    }

    /// <summary>Between two dense blocks: BatchNormalization, ReLU, a 1x1 convolution and a 2x2 average pooling.</summary>
    /// <remarks>Shapes: (height, width, c) to (height / 2, width / 2, floor(compression * c)).</remarks>
    /// <param name="x">The input.</param>
    /// <param name="compression">The share of channels that is kept (the paper's theta); above 0, at most 1. Default: 0.5, as in DenseNet-C.</param>
    public static Symbol TransitionBlock(this Symbol x, double compression = 0.5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(compression);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(compression, 1);
        int filters = Math.Max(1, (int)(x.Shape.Channels * compression));
        return x.NormalizedConvolution(filters, 1).AveragePooling2D(2);
    }

    private static Symbol NormalizedConvolution(this Symbol x, int filters, Size2D kernelSize) =>
        x.BatchNormalization().ReLU().Conv2D(filters, kernelSize, padding: Padding.Same, useBias: false);
}
