namespace MLNet.Cnn;

/// <summary>Residual blocks that normalize and activate before each convolution, so that nothing stands on the way past them.</summary>
/// <remarks>
/// Source: He, Zhang, Ren and Sun, "Identity Mappings in Deep Residual Networks" (2016); padding, biases and names as in
/// <c>keras.applications.ResNet50V2</c>: a convolution has a bias where no normalization follows.
/// </remarks>
public static class PreActivationBlocks
{
    /// <summary>Two 3x3 convolutions. Shapes: (height, width, c) to (ceil(height / strides), ceil(width / strides), filters).</summary>
    /// <param name="x">The input.</param>
    /// <param name="filters">Number of filters of both convolutions; at least 1.</param>
    /// <param name="strides">Steps of the first convolution. Default: 1.</param>
    /// <param name="style">Normalization, activation, names. Default: those of the paper.</param>
    /// <exception cref="ArgumentException">A layer does not fit; the message names it.</exception>
    public static Symbol PreActivationBlock(this Symbol x, int filters, Size2D? strides = null, BlockStyle? style = null)
    {
        style ??= new BlockStyle();
        var active = x.Normalization(style, "preact_bn").Activation(style, "preact_relu");
        var branch = active.PaddedConvolution(style, "1", filters, strides ?? 1).Normalization(style, "1_bn").Activation(style, "1_relu")
            .Convolution(style with { UseBias = true }, "2_conv", filters, 3);
        return branch.AddTo(x.Shortcut(active, branch, strides ?? 1, style), style, "out");
    }

    /// <summary>A 1x1, a 3x3 and a 1x1 convolution. Shapes: (height, width, c) to (ceil(height / strides), ceil(width / strides), filters * expansion).</summary>
    /// <param name="x">The input.</param>
    /// <param name="filters">Number of filters of the first two convolutions; at least 1.</param>
    /// <param name="strides">Steps of the 3x3 convolution. Default: 1.</param>
    /// <param name="expansion">How many times more filters the last convolution has. Default: 4.</param>
    /// <param name="style">Normalization, activation, names. Default: those of the paper.</param>
    /// <exception cref="ArgumentException">A layer does not fit; the message names it.</exception>
    public static Symbol PreActivationBottleneckBlock(this Symbol x, int filters, Size2D? strides = null, int expansion = 4, BlockStyle? style = null)
    {
        style ??= new BlockStyle();
        var active = x.Normalization(style, "preact_bn").Activation(style, "preact_relu");
        var branch = active.Convolution(style, "1_conv", filters, 1).Normalization(style, "1_bn").Activation(style, "1_relu")
            .PaddedConvolution(style, "2", filters, strides ?? 1).Normalization(style, "2_bn").Activation(style, "2_relu")
            .Convolution(style with { UseBias = true }, "3_conv", filters * expansion, 1);
        return branch.AddTo(x.Shortcut(active, branch, strides ?? 1, style), style, "out");
    }

    /// <summary>A 3x3 convolution between equal margins, whatever its strides: Keras' V2 networks pad so.</summary>
    private static Symbol PaddedConvolution(this Symbol x, BlockStyle style, string part, int filters, Size2D strides) =>
        x.ZeroPadding2D(1, style.NameOf($"{part}_pad"))
            .Convolution(style, $"{part}_conv", new Conv2D(filters, 3) { Strides = strides, UseBias = style.UseBias });

    /// <summary>Other channels: a 1x1 convolution of what is active already; fewer pixels alone: every stride-th; else the input.</summary>
    private static Symbol Shortcut(this Symbol x, Symbol active, Symbol branch, Size2D strides, BlockStyle style) =>
        style.Shortcut != MLNet.Cnn.Shortcut.Projection ? throw new ArgumentException(
            $"BlockStyle.Shortcut is {style.Shortcut}, but a pre-activation block knows only Projection. Use ResidualBlock or BottleneckBlock for the others.")
        : x.Shape.Channels != branch.Shape.Channels
            ? active.Convolution(style with { UseBias = true }, "0_conv", branch.Shape.Channels, 1, strides)
            : strides == 1 ? x : x.MaxPooling2D(1, strides);
}
