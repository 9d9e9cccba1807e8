using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Running <see cref="Nadam"/> (keras/src/optimizers/nadam.py).</summary>
internal sealed class TorchNadam(Nadam definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
    : TorchRule(definition, kernels, weights, "m", "v")
{
    private const double Decay = 0.96;

    private double _beta1;
    private double _ofMean;
    private double _ofGradient;
    private double _ofSquare;

    protected override void Begin(StepSettings settings, long step)
    {
        _beta1 = settings.Momentum ?? definition.Beta1;
        // The product of the momenta so far; it follows from the step alone, so that nothing has to be stored.
        double product = 1;
        for (long t = 1; t <= step && product > 0; t++)
            product *= Momentum(t);
        _ofMean = Momentum(step + 1) / (1 - product * Momentum(step + 1));
        _ofGradient = (1 - Momentum(step)) / (1 - product);
        _ofSquare = 1 / (1 - Math.Pow(definition.Beta2, step));
    }

    protected override void Update(Tensor weight, Tensor gradient, Tensor[] memory, double rate)
    {
        var (m, v) = (memory[0], memory[1]);
        Follow(m, gradient, _beta1);
        Follow(v, gradient.Squared(), definition.Beta2);
        var direction = m.mul(Numbers[_ofMean]).add_(gradient, Numbers[_ofGradient]);
        weight.sub_(direction.mul_(Numbers[rate]).div_(v.mul(Numbers[_ofSquare]).sqrt_().PlusInPlace(Numbers[definition.Epsilon])));
    }

    private double Momentum(long step) => _beta1 * (1 - 0.5 * Math.Pow(Decay, step));
}
