using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>ReLU with its settings, and the one that learns its slope.</summary>
internal static class RectifierOperators
{
    /// <summary>Keras' formula, part by part (keras/src/backend/tensorflow/nn.py and numpy, <c>relu</c>).</summary>
    public static TorchOperator ReLU(ReLU layer, OperatorContext context)
    {
        if (layer.IsPlain)
            return (inputs, _) => ActivationOperators.Apply(inputs[0], Activation.ReLU, context.InPlace);
        Scalar zero = context.Number(0), threshold = context.Number(layer.Threshold), slope = context.Number(layer.NegativeSlope);
        var limit = layer.MaxValue is { } largest ? context.Number(largest) : null;
        return (inputs, _) =>
        {
            var x = inputs[0];
            var y = layer.Threshold == 0 ? x.relu() : x.mul(x.gt(threshold).to(x.dtype));
            if (limit is not null)
                y = y.clamp(zero, limit);
            return layer.NegativeSlope == 0 ? y : y.sub(x.neg().PlusInPlace(threshold).relu_().mul(slope));
        };
    }

    public static TorchOperator LeakyReLU(LeakyReLU layer, OperatorContext context)
    {
        var slope = context.Number(layer.NegativeSlope);
        return (inputs, _) => inputs[0].leaky_relu(slope);
    }

    public static TorchOperator ELU(ELU layer, OperatorContext context)
    {
        Scalar alpha = context.Number(layer.Alpha), one = context.Number(1);
        return (inputs, _) => inputs[0].elu(alpha, one, one);
    }

    public static TorchOperator PReLU(OperatorContext context)
    {
        var alpha = context.Weight("alpha")!;
        bool isImage = context.InputShape.IsImage;
        return (inputs, _) =>
        {
            var slope = isImage ? alpha.permute(2, 0, 1) : alpha;
            return inputs[0].relu().sub(inputs[0].neg().relu().mul(slope));
        };
    }
}
