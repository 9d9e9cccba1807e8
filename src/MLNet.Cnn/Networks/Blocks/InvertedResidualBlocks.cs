namespace MLNet.Cnn;

/// <summary>The blocks of mobile networks: wide inside, narrow outside.</summary>
public static class InvertedResidualBlocks
{
    /// <summary>A 1x1 convolution that widens, a depthwise convolution, and a 1x1 convolution without activation that narrows; the input is added where shapes agree.</summary>
    /// <remarks>
    /// <para>Shapes: (height, width, c) to (ceil(height / strides), ceil(width / strides), filters).</para>
    /// <para>Source: Sandler, Howard, Zhu, Zhmoginov and Chen, "MobileNetV2: Inverted Residuals and Linear Bottlenecks" (2018);
    /// <c>_inverted_res_block</c> in keras/src/applications/mobilenet_v2.py.</para>
    /// </remarks>
    /// <param name="x">The input.</param>
    /// <param name="block">The sizes.</param>
    /// <param name="style">Normalization, activation, names, stochastic depth. Default: batch normalization and ReLU.</param>
    /// <exception cref="ArgumentException">A layer does not fit; the message names it.</exception>
    public static Symbol InvertedResidualBlock(this Symbol x, InvertedResidual block, BlockStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArgumentOutOfRangeException.ThrowIfLessThan(block.Strides, 1, nameof(block));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(block.Strides, 2, nameof(block));
        style ??= new BlockStyle();
        var branch = block.ExpandedFilters == x.Shape.Channels ? x
            : x.Convolution(style, "expand", block.ExpandedFilters, 1).Normalization(style, "expand_BN").Activation(style, "expand_relu");
        if (block.Strides == 2)
            branch = branch.PadForHalving(style, "pad", block.KernelSize);
        branch = branch.Apply(new DepthwiseConv2D(block.KernelSize)
        {
            Strides = block.Strides,
            Padding = block.Strides == 2 ? Padding.Valid : Padding.Same,
            UseBias = style.UseBias,
            DepthwiseInitializer = style.KernelInitializer,
            Name = style.NameOf("depthwise"),
        }).Normalization(style, "depthwise_BN").Activation(style, "depthwise_relu");
        if (block.Squeeze is not null)
            branch = branch.SqueezeAndExcite(block.Squeeze, style);
        branch = branch.Convolution(style, "project", block.Filters, 1).Normalization(style, "project_BN");
        return x.Shape.Equals(branch.Shape) ? branch.AddTo(x, style, "add") : branch;
    }

    /// <summary>Multiplies each channel by a weight between 0 and 1 that two 1x1 convolutions find from the means of all channels.</summary>
    /// <remarks>Shapes: unchanged. Source: Hu, Shen and Sun, "Squeeze-and-Excitation Networks" (2018); layers as in <c>keras.applications.EfficientNetB0</c>.</remarks>
    /// <param name="x">The input.</param>
    /// <param name="squeeze">The sizes and activations.</param>
    /// <param name="style">Names and first kernels. Default: those of Keras.</param>
    public static Symbol SqueezeAndExcite(this Symbol x, SqueezeAndExcitation squeeze, BlockStyle? style = null)
    {
        ArgumentNullException.ThrowIfNull(squeeze);
        style ??= new BlockStyle();
        int channels = x.Shape.Channels;
        var weights = x.GlobalAveragePooling2D(style.NameOf("se_squeeze"))
            .Apply(new Reshape(new Shape(1, 1, channels)) { Name = style.NameOf("se_reshape") })
            .Convolution(style, "se_reduce", new Conv2D(squeeze.Filters, 1) { Padding = Padding.Same, Activation = squeeze.Activation })
            .Convolution(style, "se_expand", new Conv2D(channels, 1) { Padding = Padding.Same, Activation = squeeze.Gate });
        return x.Apply(new Multiply { Name = style.NameOf("se_excite") }, weights);
    }
}
