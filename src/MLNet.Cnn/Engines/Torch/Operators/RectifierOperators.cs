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
        return (inputs, _) =>
        {
            var x = inputs[0];
            var y = layer.Threshold == 0 ? x.relu() : x.mul(x.gt(layer.Threshold).to(x.dtype));
            if (layer.MaxValue is { } limit)
                y = y.clamp(0, limit);
            return layer.NegativeSlope == 0 ? y : y.sub(x.neg().add_(layer.Threshold).relu_().mul(layer.NegativeSlope));
        };
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
