using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Running <see cref="Adadelta"/> (keras/src/optimizers/adadelta.py).</summary>
internal sealed class TorchAdadelta(Adadelta definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
    : TorchRule(definition, kernels, weights, "accumulated_gradient", "accumulated_update")
{
    protected override void Update(Tensor weight, Tensor gradient, Tensor[] memory, double rate)
    {
        var (gradients, updates) = (memory[0], memory[1]);
        Follow(gradients, gradient.Squared(), definition.Rho);
        var update = updates.Plus(Numbers[definition.Epsilon]).sqrt_().mul_(gradient).div_(gradients.Plus(Numbers[definition.Epsilon]).sqrt_());
        Follow(updates, update.Squared(), definition.Rho);
        weight.sub_(update.mul_(Numbers[rate]));
    }
}
