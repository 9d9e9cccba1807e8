namespace MLNet.Cnn.Tests;

/// <summary>Convolutions of ONNX in our layers.</summary>
internal static class OnnxConvolutionNodes
{
    /// <summary>A Conv2D, behind a ZeroPadding2D where the margins are not those of Padding.Same; and a DepthwiseConv2D where each channel stands for itself.</summary>
    public static IReadOnlyList<NodeTranslation> Convolution(OnnxNode node)
    {
        var (images, kernel) = (node.Input(0).ToImages(), Kernel(node));
        var window = OnnxWindow.Of(node, images, node.Input(1).Dims[2..]);
        bool same = window.Margins == window.SameMargins(images), bias = node.Has(2), both = window.Strides != 1 && window.Dilations != 1;
        int groups = node.Whole("group", 1), channels = images.Dims[3], filters = kernel.Dims[3];
        var (strides, padding) = (both ? 1 : window.Strides, same && !both ? Padding.Same : Padding.Valid);
        var ways = new List<(Layer Layer, Tensor Kernel)>
        {
            (new Conv2D(filters, window.Kernel) { Name = "layer", Groups = groups, Strides = strides, DilationRate = window.Dilations, Padding = padding, UseBias = bias },
                kernel),
        };
        if (groups == channels)
        {
            // (height, width, 1, channels x multiplier) has its numbers in the order of (height, width, channels, multiplier).
            int multiplier = filters / channels;
            ways.Add((new DepthwiseConv2D(window.Kernel) { Name = "layer", DepthMultiplier = multiplier, Strides = strides, DilationRate = window.Dilations, Padding = padding, UseBias = bias },
                kernel.Reshape(window.Kernel.Height, window.Kernel.Width, channels, multiplier)));
        }
        return [.. ways.Select(way => NodeTranslation.Of(images, node.Output().ToImages(),
            [
                .. padding == Padding.Same || window.Margins == default ? (Layer[])[] : [new ZeroPadding2D(window.Margins)],
                way.Layer,
                // A layer has strides or dilation; a pooling of single pixels takes the strides of the whole.
                .. both ? (Layer[])[new MaxPooling2D(1, window.Strides)] : [],
            ],
            [("layer/kernel", way.Kernel.Data), .. bias ? [("layer/bias", node.Input(2).Data)] : Array.Empty<(string, float[])>()]))];
    }

    /// <summary>A Conv2DTranspose, whose output is then cut or padded to that of the node.</summary>
    public static NodeTranslation Transposed(OnnxNode node)
    {
        var images = node.Input(0).ToImages();
        var expected = node.Output().ToImages();
        var kernel = Kernel(node);
        int groups = node.Whole("group", 1);
        var window = OnnxWindow.Of(node, images, node.Input(1).Dims[2..]);
        bool bias = node.Has(2), upper = node.Text("auto_pad", "NOTSET") == "SAME_UPPER";
        var layer = new Conv2DTranspose(kernel.Dims[2], window.Kernel)
        {
            Name = "layer", Strides = window.Strides, DilationRate = window.Dilations, UseBias = bias, Padding = upper ? Padding.Same : Padding.Valid,
        };
        var margins = upper ? default : Cut(node, window, Network.Sequential(images.ShapeOfOne, layer).OutputShape, expected);
        var (crop, pad) = (Positive(margins, 1), Positive(margins, -1));
        if (bias && pad != default)
            throw new NotSupportedException("it adds its bias to rows and columns that no window reaches, where Conv2DTranspose has none");
        if (groups > 1)
            return groups == images.Dims[3] && crop == default && pad == default && !bias
                ? InGroups(images, expected, kernel, layer)
                : throw new NotSupportedException("it works in groups of several channels, or with margins, which Conv2DTranspose does not have");
        return NodeTranslation.Of(images, expected,
            [
                layer,
                .. crop == default ? (Layer[])[] : [new Cropping2D(crop)],
                .. pad == default ? (Layer[])[] : [new ZeroPadding2D(pad)],
            ],
            [("layer/kernel", kernel.Data), .. bias ? [("layer/bias", node.Input(2).Data)] : Array.Empty<(string, float[])>()]);
    }

    /// <summary>One channel at a time: an image is turned so that channels are rows, which can be cut apart, and back.</summary>
    private static NodeTranslation InGroups(Tensor images, Tensor expected, Tensor kernel, Conv2DTranspose layer)
    {
        int channels = images.Dims[3], size = kernel.Data.Length / channels;
        var image = Symbol.Input(images.ShapeOfOne);
        var turned = image.Apply(new Permute([3, 2, 1]));
        Symbol[] parts = [.. Enumerable.Range(0, channels).Select(c => turned
            .Apply(new Cropping2D(new Margins(c, channels - 1 - c, 0, 0))).Apply(new Permute([3, 2, 1])).Apply(layer with { Name = $"layer_{c}" }))];
        var byChannel = kernel.Transpose(3, 0, 1, 2);
        return new NodeTranslation(
            new Network(image, parts[0].Concatenate(parts[1..])), images, expected,
            [.. Enumerable.Range(0, channels).Select(c => ($"layer_{c}/kernel", byChannel.Data[(c * size)..((c + 1) * size)]))]);
    }

    /// <summary>
    /// (filters, channels of a group, height, width) as (height, width, channels of a group, filters); of a transposed convolution (channels, filters, …) as
    /// (…, filters, channels).
    /// </summary>
    private static Tensor Kernel(OnnxNode node)
    {
        var kernel = node.Input(1);
        return (kernel.Rank == 3 ? kernel.Reshape(kernel.Dims[0], kernel.Dims[1], 1, -1) : kernel).Transpose(2, 3, 1, 0);
    }

    /// <summary>What is cut off each side of our output, negative where it is added.</summary>
    private static Margins Cut(OnnxNode node, OnnxWindow window, Shape full, Tensor expected)
    {
        var (top, left) = (window.Margins.Top, window.Margins.Left);
        if (node.List("output_shape") is not null)
        {
            // The margins follow from the size of the output: the larger half first. Without SAME_UPPER; rows that are wanting come last.
            (top, left) = (Half(full.Height - expected.Dims[1]), Half(full.Width - expected.Dims[2]));
        }
        return new Margins(top, full.Height - expected.Dims[1] - top, left, full.Width - expected.Dims[2] - left);

        static int Half(int total) => Math.Max(0, total - total / 2);
    }

    private static Margins Positive(Margins margins, int sign) => new(
        Math.Max(0, sign * margins.Top), Math.Max(0, sign * margins.Bottom), Math.Max(0, sign * margins.Left), Math.Max(0, sign * margins.Right));
}
