namespace MLNet.Cnn;

/// <summary>The layers that blocks are made of, with what their style says.</summary>
internal static class StyledLayers
{
    /// <summary>A convolution under SAME padding; with a bias where the style wants one.</summary>
    public static Symbol Convolution(this Symbol x, BlockStyle style, string part, int filters, Size2D kernelSize, Size2D? strides = null) =>
        x.Convolution(style, part, new Conv2D(filters, kernelSize) { Strides = strides ?? 1, Padding = Padding.Same, UseBias = style.UseBias });

    public static Symbol Convolution(this Symbol x, BlockStyle style, string part, Conv2D layer) =>
        x.Apply(layer with { Name = style.NameOf(part), KernelInitializer = style.KernelInitializer });

    public static Symbol Normalization(this Symbol x, BlockStyle style, string part) =>
        x.Apply(style.Normalization with { Name = style.NameOf(part) });

    public static Symbol Activation(this Symbol x, BlockStyle style, string part) =>
        x.Apply(style.Activation with { Name = style.NameOf(part) });

    /// <summary>Adds a branch to what leads past it.</summary>
    public static Symbol AddTo(this Symbol branch, Symbol shortcut, BlockStyle style, string part)
    {
        if (style.StochasticDepth > 0)
            branch = branch.Apply(new Dropout(style.StochasticDepth) { PerImage = true, Name = style.NameOf("drop") });
        return branch.Apply(new Add { Name = style.NameOf(part) }, shortcut);
    }

    /// <summary>Zeros around an image, so that a window of odd size that moves by 2 under VALID padding starts where TensorFlow's SAME padding starts.</summary>
    /// <remarks>Source: <c>correct_pad</c> in keras/src/applications/imagenet_utils.py.</remarks>
    public static Symbol PadForHalving(this Symbol x, BlockStyle style, string part, int kernelSize)
    {
        int half = kernelSize / 2;
        return x.ZeroPadding2D(new Margins(half - 1 + x.Shape.Height % 2, half, half - 1 + x.Shape.Width % 2, half), style.NameOf(part));
    }
}
