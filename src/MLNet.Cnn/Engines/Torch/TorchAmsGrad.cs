using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Running <see cref="Adam"/> and <see cref="AdamW"/> with the largest divisor so far (keras/src/optimizers/adam.py, <c>amsgrad</c>).</summary>
internal sealed class TorchAmsGrad(AdamOptimizer definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
    : TorchRule(definition, kernels, weights, "m", "v", "v_hat")
{
    private double _beta1;
    private double _correction;

    protected override void Begin(StepSettings settings, long step)
    {
        _beta1 = settings.Momentum ?? definition.Beta1;
        _correction = Math.Sqrt(1 - Math.Pow(definition.Beta2, step)) / (1 - Math.Pow(_beta1, step));
    }

    protected override void Update(Tensor weight, Tensor gradient, Tensor[] memory, double rate)
    {
        var (m, v, largest) = (memory[0], memory[1], memory[2]);
        Follow(m, gradient, _beta1);
        Follow(v, gradient.Squared(), definition.Beta2);
        largest.copy_(largest.maximum(v));
        weight.sub_(m.mul(Numbers[rate * _correction]).div_(largest.sqrt().PlusInPlace(Numbers[definition.Epsilon])));
    }
}
