namespace MLNet.Cnn;

/// <summary>In which order libtorch's kernels see images: (count, height, width, channels) or (count, channels, height, width).</summary>
internal static class LayoutRule
{
    /// <summary>
    /// Channels last is faster where channels fill vector registers, and slower where they are few (measured: 1.4 times faster on
    /// ResNet-18, 1.7 times on DenseNetBC40, 1.7 times slower on LeNet-5 with BatchNormalization).
    /// </summary>
    public static bool IsChannelsLast(Network network, Precision precision)
    {
        // Of pixels it does not matter how few channels they have.
        double wide = WideLayers.ShareOfWork(
            network, layer => layer is Conv2D, (inputs, filters) => WideLayers.AreEnough(inputs == network.InputShape.Channels ? filters : inputs, filters));
        return wide >= 0.5 && (precision == Precision.BFloat16 || !network.Layers.Any(IsSlowBatchNormalization));
    }

    /// <summary>In float32 those of 10 and 12 channels make a network 1.4 times slower channels last, which those of 8 and 20 do not.</summary>
    private static bool IsSlowBatchNormalization(NetworkLayer layer) =>
        layer is { Layer: BatchNormalization, Shape.Channels: < 2 * WideLayers.FewestChannels and var channels } && channels % WideLayers.FewestChannels != 0;
}
