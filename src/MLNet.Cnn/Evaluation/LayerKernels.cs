namespace MLNet.Cnn;

/// <summary>The kernels of one layer, each as an image: (height, width, the channels it looks at).</summary>
internal sealed class LayerKernels
{
    private readonly WeightArray _weight;
    private readonly int _kernelStride, _channelStride;

    private LayerKernels(NetworkLayer layer, WeightArray weight, int kernels, int channels, (int Kernel, int Channel) strides)
    {
        Layer = layer;
        _weight = weight;
        Count = kernels;
        Shape = new(weight.Shape.Dimensions[0], weight.Shape.Dimensions[1], channels);
        (_kernelStride, _channelStride) = strides;
    }

    public NetworkLayer Layer { get; }

    public int Count { get; }

    /// <summary>The shape of one.</summary>
    public Shape Shape { get; }

    public ReadOnlyMemory<float> Values => _weight.Values;

    /// <summary>The kernels of a layer, or <see langword="null"/> if it has none.</summary>
    public static LayerKernels? Of(NetworkLayer layer, NetworkWeights weights)
    {
        string? name = layer.Layer switch
        {
            Conv2D or Conv2DTranspose or DepthwiseConv2D => "kernel",
            SeparableConv2D => "depthwise_kernel",
            _ => null,
        };
        if (name is null)
            return null;
        var weight = weights[$"{layer.Name}/{name}"];
        var (third, fourth) = (weight.Shape.Dimensions[2], weight.Shape.Dimensions[3]);
        return layer.Layer switch
        {
            Conv2D => new(layer, weight, kernels: fourth, channels: third, (1, fourth)), // (height, width, in, out)
            Conv2DTranspose => new(layer, weight, kernels: third, channels: fourth, (fourth, 1)), // (height, width, out, in)
            _ => new(layer, weight, kernels: third * fourth, channels: 1, (1, 1)), // (height, width, in, multiplier), each over one channel
        };
    }

    /// <summary>The values of one kernel: (height, width, channels).</summary>
    public float[] this[int kernel]
    {
        get
        {
            var values = new float[Shape.Size];
            int window = _weight.Shape.Dimensions[2] * _weight.Shape.Dimensions[3];
            for (int i = 0; i < values.Length; i++)
                values[i] = _weight.Values.Span[i / Shape.Channels * window + kernel * _kernelStride + i % Shape.Channels * _channelStride];
            return values;
        }
    }
}
