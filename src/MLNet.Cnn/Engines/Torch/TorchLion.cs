using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Running <see cref="Lion"/> (keras/src/optimizers/lion.py).</summary>
internal sealed class TorchLion(Lion definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
    : TorchRule(definition, kernels, weights, "m")
{
    private double _beta1;

    protected override void Begin(StepSettings settings, long step)
    {
        _beta1 = settings.Momentum ?? definition.Beta1;
    }

    protected override void Update(Tensor weight, Tensor gradient, Tensor[] memory, double rate)
    {
        var m = memory[0];
        weight.sub_(m.mul(Numbers[_beta1]).add_(gradient, Numbers[1 - _beta1]).sign_().mul_(Numbers[rate]));
        Follow(m, gradient, definition.Beta2);
    }
}
