using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Normalizations without moving statistics.</summary>
internal static class NormalizationOperators
{
    /// <exception cref="InvalidOperationException">The layer has no statistics yet.</exception>
    public static TorchOperator Fixed(Normalization layer, OperatorContext context)
    {
        if (!layer.IsAdapted)
            throw new InvalidOperationException($"Layer '{context.NetworkLayer.Name}' (Normalization): Mean and Variance are not known yet. Give them, or let training take them from the images.");
        var mean = context.ChannelConstant(layer.MeanAt);
        var divisor = context.ChannelConstant(layer.Divisor);
        return (inputs, _) => inputs[0].sub(mean).div_(divisor);
    }

    public static TorchOperator Layer(LayerNormalization layer, OperatorContext context)
    {
        var (gamma, beta) = (context.Weight("gamma"), context.Weight("beta"));
        long[] channels = [context.InputShape.Channels];
        return (inputs, _) => ReshapeOperators.FromKeras(
            nn.functional.layer_norm(TorchForward.ToKeras(inputs[0]), channels, gamma, beta, layer.Epsilon));
    }

    public static TorchOperator Group(GroupNormalization layer, OperatorContext context)
    {
        var (gamma, beta) = (context.Weight("gamma"), context.Weight("beta"));
        return (inputs, _) => nn.functional.group_norm(inputs[0], layer.Groups, gamma, beta, layer.Epsilon);
    }
}
