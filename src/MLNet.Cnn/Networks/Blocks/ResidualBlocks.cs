namespace MLNet.Cnn;

/// <summary>The blocks of residual networks. Source: He, Zhang, Ren and Sun, "Deep Residual Learning for Image Recognition" (2015).</summary>
public static class ResidualBlocks
{
    /// <summary>Two 3x3 convolutions, to whose output the block's input is added (figure 2 of the paper).</summary>
    /// <remarks>
    /// Shapes: (height, width, c) to (ceil(height / strides), ceil(width / strides), filters). Where the shapes of input
    /// and output differ, <see cref="BlockStyle.Shortcut"/> says how the input is led past.
    /// </remarks>
    /// <param name="x">The input.</param>
    /// <param name="filters">Number of filters of both convolutions; at least 1.</param>
    /// <param name="strides">Steps of the first convolution. Default: 1.</param>
    /// <param name="style">Normalization, activation, names, shortcut. Default: those of the paper.</param>
    /// <exception cref="ArgumentException">A layer does not fit; the message names it.</exception>
    public static Symbol ResidualBlock(this Symbol x, int filters, Size2D? strides = null, BlockStyle? style = null)
    {
        style ??= new BlockStyle();
        var branch = x.Convolution(style, "1_conv", filters, 3, strides).Normalization(style, "1_bn").Activation(style, "1_relu")
            .Convolution(style, "2_conv", filters, 3).Normalization(style, "2_bn");
        return branch.LeadPast(x, strides ?? 1, style);
    }

    /// <summary>A 1x1, a 3x3 and a 1x1 convolution, to whose output the block's input is added (figure 5 of the paper).</summary>
    /// <remarks>Shapes: (height, width, c) to (ceil(height / strides), ceil(width / strides), filters * expansion).</remarks>
    /// <param name="x">The input.</param>
    /// <param name="filters">Number of filters of the first two convolutions; at least 1.</param>
    /// <param name="strides">Steps of the 3x3 convolution, or of the first where <see cref="BlockStyle.StridesFirst"/> says so. Default: 1.</param>
    /// <param name="expansion">How many times more filters the last convolution has. Default: 4.</param>
    /// <param name="style">Normalization, activation, names, shortcut. Default: those of the paper.</param>
    /// <exception cref="ArgumentException">A layer does not fit; the message names it.</exception>
    public static Symbol BottleneckBlock(this Symbol x, int filters, Size2D? strides = null, int expansion = 4, BlockStyle? style = null)
    {
        style ??= new BlockStyle();
        var branch = x.Convolution(style, "1_conv", filters, 1, style.StridesFirst ? strides : null).Normalization(style, "1_bn").Activation(style, "1_relu")
            .Convolution(style, "2_conv", filters, 3, style.StridesFirst ? null : strides).Normalization(style, "2_bn").Activation(style, "2_relu")
            .Convolution(style, "3_conv", filters * expansion, 1).Normalization(style, "3_bn");
        return branch.LeadPast(x, strides ?? 1, style);
    }

    private static Symbol LeadPast(this Symbol branch, Symbol x, Size2D strides, BlockStyle style)
    {
        var shortcut = x.Shape.Equals(branch.Shape) && style.Shortcut != Shortcut.None ? x : style.Shortcut switch
        {
            Shortcut.Projection => x.Convolution(style, "0_conv", branch.Shape.Channels, 1, strides).Normalization(style, "0_bn"),
            Shortcut.ZeroPadding => x.PadChannels(branch.Shape.Channels, strides, style),
            _ => null,
        };
        var sum = shortcut is null ? branch : branch.AddTo(shortcut, style, "add");
        return sum.Activation(style, "out");
    }

    /// <summary>Every stride-th pixel, and behind the channels as many copies of them times 0 as are missing.</summary>
    private static Symbol PadChannels(this Symbol x, int channels, Size2D strides, BlockStyle style)
    {
        if (channels % x.Shape.Channels != 0)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"Shortcut.ZeroPadding leads {x.Shape.Channels} channels past {channels} filters, which is no multiple of them. Choose filters that are, or Shortcut.Projection."));
        }
        var pixels = strides == 1 ? x : x.MaxPooling2D(1, strides, name: style.NameOf("0_pool"));
        var zeros = pixels.Rescaling(0, name: style.NameOf("0_zeros"));
        int missing = channels / x.Shape.Channels - 1;
        return missing == 0 ? pixels : pixels.Apply(new Concatenate { Name = style.NameOf("0_concat") }, [.. Enumerable.Repeat(zeros, missing)]);
    }
}
