namespace MLNet.Cnn;

/// <summary>The blocks of residual networks. Source: He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition" (2015).</summary>
public static class ResidualBlocks
{
    /// <summary>Two 3x3 convolutions, to whose output the block's input is added (figure 2 of the paper).</summary>
    /// <remarks>
    /// Shapes: (height, width, c) to (ceil(height / strides), ceil(width / strides), filters). Where the shapes of input
    /// and output differ, the input goes through a 1x1 convolution with batch normalization (the paper's option B).
    /// </remarks>
    /// <param name="x">The input.</param>
    /// <param name="filters">Number of filters of both convolutions; at least 1.</param>
    /// <param name="strides">Steps of the first convolution. Default: 1.</param>
    /// <param name="finalReLU">Whether a ReLU follows the addition, as in the paper. Default: <see langword="true"/>.</param>
    public static Symbol ResidualBlock(this Symbol x, int filters, Size2D? strides = null, bool finalReLU = true)
    {
        var branch = x.ConvolutionWithNormalization(filters, 3, strides).ReLU()
            .ConvolutionWithNormalization(filters, 3);
        return branch.AddShortcut(x, filters, strides, finalReLU);
    }

    /// <summary>A 1x1, a 3x3 and a 1x1 convolution, to whose output the block's input is added (figure 5 of the paper).</summary>
    /// <remarks>
    /// Shapes: (height, width, c) to (ceil(height / strides), ceil(width / strides), filters * expansion). The strides are
    /// those of the 3x3 convolution, as in all later implementations (the paper has them at the first 1x1).
    /// </remarks>
    /// <param name="x">The input.</param>
    /// <param name="filters">Number of filters of the first two convolutions; at least 1.</param>
    /// <param name="strides">Steps of the 3x3 convolution. Default: 1.</param>
    /// <param name="expansion">How many times more filters the last convolution has. Default: 4.</param>
    /// <param name="finalReLU">Whether a ReLU follows the addition, as in the paper. Default: <see langword="true"/>.</param>
    public static Symbol BottleneckBlock(this Symbol x, int filters, Size2D? strides = null, int expansion = 4, bool finalReLU = true)
    {
        var branch = x.ConvolutionWithNormalization(filters, 1).ReLU()
            .ConvolutionWithNormalization(filters, 3, strides).ReLU()
            .ConvolutionWithNormalization(filters * expansion, 1);
        return branch.AddShortcut(x, filters * expansion, strides, finalReLU);
    }

    private static Symbol AddShortcut(this Symbol branch, Symbol x, int filters, Size2D? strides, bool finalReLU)
    {
        var shortcut = x.Shape.Equals(branch.Shape) ? x : x.ConvolutionWithNormalization(filters, 1, strides);
        var sum = branch.Add(shortcut);
        return finalReLU ? sum.ReLU() : sum;
    }

    private static Symbol ConvolutionWithNormalization(this Symbol x, int filters, Size2D kernelSize, Size2D? strides = null) =>
        x.Conv2D(filters, kernelSize, strides, Padding.Same, useBias: false).BatchNormalization();
}
