namespace MLNet.Cnn.Tests;

/// <summary>The window of a convolution or pooling node along two directions; one direction is an image of one row.</summary>
internal sealed record OnnxWindow(Size2D Kernel, Size2D Strides, Size2D Dilations, Margins Margins)
{
    /// <summary>Whether the last window reaches over the end of image and margins, because sizes are rounded up.</summary>
    public bool ReachesOver { get; private init; }

    public Size2D Covered => new((Kernel.Height - 1) * Dilations.Height + 1, (Kernel.Width - 1) * Dilations.Width + 1);

    /// <summary>Reads the attributes.</summary>
    /// <param name="node">The node.</param>
    /// <param name="images">Its input as images.</param>
    /// <param name="kernel">The kernel's size where no attribute tells it: that of the weights.</param>
    public static OnnxWindow Of(OnnxNode node, Tensor images, int[]? kernel = null)
    {
        kernel = node.List("kernel_shape") ?? kernel!;
        var window = new OnnxWindow(Pair(kernel), Pair(node.List("strides")), Pair(node.List("dilations")), default);
        int[] pads = node.List("pads") ?? new int[2 * kernel.Length];
        // Of one direction: (left, right). Of two: (top, left, bottom, right).
        var margins = pads.Length == 2 ? new Margins(0, 0, pads[0], pads[1]) : new Margins(pads[0], pads[2], pads[1], pads[3]);
        string auto = node.Text("auto_pad", "NOTSET");
        if (auto.StartsWith("SAME", StringComparison.Ordinal))
        {
            margins = window.SameMargins(images);
            if (auto == "SAME_LOWER")
                margins = new Margins(margins.Bottom, margins.Top, margins.Right, margins.Left);
        }
        var wider = node.Whole("ceil_mode", 0) == 0 ? margins : window.RoundedUp(images, margins);
        return window with { Margins = wider, ReachesOver = wider != margins };
    }

    /// <summary>TensorFlow's margins: as many as ceil(n / stride) windows need, the odd one last.</summary>
    public Margins SameMargins(Tensor images)
    {
        int height = Total(images.Dims[1], Covered.Height, Strides.Height), width = Total(images.Dims[2], Covered.Width, Strides.Width);
        return new Margins(height / 2, height - height / 2, width / 2, width - width / 2);

        static int Total(int length, int covered, int stride) => Math.Max(0, ((length + stride - 1) / stride - 1) * stride + covered - length);
    }

    /// <summary>The margins with what a last window reaches over the end, if it begins within the image or the margin before it.</summary>
    private Margins RoundedUp(Tensor images, Margins margins) => margins with
    {
        Bottom = margins.Bottom + Missing(images.Dims[1], margins.Top, margins.Bottom, Covered.Height, Strides.Height),
        Right = margins.Right + Missing(images.Dims[2], margins.Left, margins.Right, Covered.Width, Strides.Width),
    };

    private static int Missing(int length, int before, int after, int covered, int stride)
    {
        int free = before + length + after - covered, steps = (free + stride - 1) / stride;
        return steps * stride >= before + length ? 0 : steps * stride - free;
    }

    private static Size2D Pair(int[]? values) => values is null ? 1 : values.Length switch
    {
        1 => new Size2D(1, values[0]),
        2 => new Size2D(values[0], values[1]),
        _ => throw new NotSupportedException($"it works along {values.Length} directions, our layers along two"),
    };
}
