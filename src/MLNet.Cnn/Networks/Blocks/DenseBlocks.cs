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
    /// <param name="style">Normalization, activation, names, dropout. Default: those of the paper, without dropout.</param>
    public static Symbol DenseBlock(this Symbol x, int layers, int growthRate, bool bottleneck = false, BlockStyle? style = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        style ??= new BlockStyle();
        for (int i = 1; i <= layers; i++)
        {
            var layer = style.Named(FormattableString.Invariant($"block{i}"));
            var inner = bottleneck ? x.NormalizedConvolution(layer, "0", "1_conv", 4 * growthRate, 1) : x;
            inner = bottleneck
                ? inner.NormalizedConvolution(layer, "1", "2_conv", growthRate, 3)
                : inner.NormalizedConvolution(layer, "0", "1_conv", growthRate, 3);
            x = x.Apply(new Concatenate { Name = layer.NameOf("concat") }, inner);
        }
        return x;
    }

    /// <summary>Between two dense blocks: BatchNormalization, ReLU, a 1x1 convolution and a 2x2 average pooling.</summary>
    /// <remarks>Shapes: (height, width, c) to (height / 2, width / 2, floor(compression * c)).</remarks>
    /// <param name="x">The input.</param>
    /// <param name="compression">The share of channels that is kept (the paper's theta); above 0, at most 1. Default: 0.5, as in DenseNet-C.</param>
    /// <param name="style">Normalization, activation, names, dropout. Default: those of the paper, without dropout.</param>
    public static Symbol TransitionBlock(this Symbol x, double compression = 0.5, BlockStyle? style = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(compression);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(compression, 1);
        style ??= new BlockStyle();
        int filters = Math.Max(1, (int)(x.Shape.Channels * compression));
        return x.Normalization(style, "bn").Activation(style, "relu").Convolution(style, "conv", filters, 1).WithDropout(style, "drop")
            .AveragePooling2D(2, name: style.NameOf("pool"));
    }

    private static Symbol NormalizedConvolution(this Symbol x, BlockStyle style, string before, string part, int filters, Size2D kernelSize) =>
        x.Normalization(style, $"{before}_bn").Activation(style, $"{before}_relu").Convolution(style, part, filters, kernelSize)
            .WithDropout(style, $"{part}_drop");

    private static Symbol WithDropout(this Symbol x, BlockStyle style, string part) =>
        style.Dropout == 0 ? x : x.Dropout(style.Dropout, style.NameOf(part));
}
