using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>The type of numbers in which each layer of a network computes, and which it gives.</summary>
/// <remarks>
/// In mixed precision, layers with a kernel compute in bfloat16, where the work is; layers that need the digits, and depthwise convolutions, compute in float32; the
/// others take their inputs as they come, in float32 where one of several is. So pixels stay float32 up to the first kernel.
/// </remarks>
internal static class LayerPrecision
{
    /// <summary>One type a layer, in the network's order.</summary>
    public static ScalarType[] Of(Network network, Precision precision)
    {
        var types = new ScalarType[network.Layers.Count];
        Array.Fill(types, ScalarType.Float32);
        if (precision != Precision.BFloat16)
            return types;
        for (int i = 1; i < types.Length; i++)
        {
            var layer = network.Layers[i];
            bool isHalf = HasKernel(layer.Layer) || (!layer.Layer.Traits.HasFlag(LayerTraits.NeedsDigits) && layer.Layer is not DepthwiseConv2D && layer.Inputs.All(input => types[input] == ScalarType.BFloat16));
            types[i] = isHalf ? ScalarType.BFloat16 : ScalarType.Float32;
        }
        return types;
    }

    // Not those of single channels, for which libtorch has no fast kernel in bfloat16 (measured: MobileNetV3Small 2.4 times, EfficientNetB0 1.7 times faster with them in float32).
    private static bool HasKernel(Layer layer) => layer is Conv2D or Dense or SeparableConv2D or Conv2DTranspose;
}
