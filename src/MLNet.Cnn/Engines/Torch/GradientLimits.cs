using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>The three ways to limit gradients (keras/src/optimizers/base_optimizer.py, <c>_clip_gradients</c>).</summary>
internal static class GradientLimits
{
    public static Tensor[] Apply(Optimizer definition, Tensor[] gradients, LiveNumbers numbers)
    {
        if (definition.ClipNorm is { } each)
            return [.. gradients.Select(gradient => gradient.mul(numbers[each]).div_(gradient.Squared().sum().sqrt_().clamp_min_(numbers[each])))];
        if (definition.GlobalClipNorm is { } all)
        {
            var norm = gradients.Select(gradient => gradient.Squared().sum()).Aggregate((a, b) => a.Plus(b)).sqrt_();
            var factor = norm.clamp_min_(numbers[all]).reciprocal().mul_(numbers[all]);
            return [.. gradients.Select(gradient => gradient.mul(factor))];
        }
        return definition.ClipValue is { } value ? [.. gradients.Select(gradient => gradient.clamp(numbers[-value], numbers[value]))] : gradients;
    }
}
