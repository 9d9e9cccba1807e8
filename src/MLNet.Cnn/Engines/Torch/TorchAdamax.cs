using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Running <see cref="Adamax"/> (keras/src/optimizers/adamax.py).</summary>
internal sealed class TorchAdamax(Adamax definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
    : TorchRule(definition, kernels, weights, "m", "u")
{
    private double _beta1;
    private double _correction;

    protected override void Begin(StepSettings settings, long step)
    {
        _beta1 = settings.Momentum ?? definition.Beta1;
        _correction = 1 - Math.Pow(_beta1, step);
    }

    protected override void Update(Tensor weight, Tensor gradient, Tensor[] memory, double rate)
    {
        var (m, u) = (memory[0], memory[1]);
        Follow(m, gradient, _beta1);
        u.copy_(u.mul(Numbers[definition.Beta2]).maximum(gradient.abs()));
        weight.sub_(m.mul(Numbers[rate / _correction]).div_(u.Plus(Numbers[definition.Epsilon])));
    }
}
