using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Running <see cref="RMSprop"/> (keras/src/optimizers/rmsprop.py).</summary>
internal sealed class TorchRmsProp(RMSprop definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
    : TorchRule(definition, kernels, weights, "velocity", "momentum", "average_gradient")
{
    private double _momentum;

    // A schedule changes a momentum, it brings none.
    protected override void Begin(StepSettings settings, long step) =>
        _momentum = definition.Momentum > 0 ? settings.Momentum ?? definition.Momentum : 0;

    protected override void Update(Tensor weight, Tensor gradient, Tensor[] memory, double rate)
    {
        var (velocity, momentum, average) = (memory[0], memory[1], memory[2]);
        Follow(velocity, gradient.Squared(), definition.Rho);
        var denominator = velocity.Plus(Numbers[definition.Epsilon]);
        if (definition.Centered)
        {
            Follow(average, gradient, definition.Rho);
            denominator.sub_(average.Squared());
        }
        var increment = gradient.mul(denominator.rsqrt_()).mul_(Numbers[rate]);
        weight.sub_(_momentum > 0 ? momentum.mul_(Numbers[_momentum]).PlusInPlace(increment) : increment);
    }
}
