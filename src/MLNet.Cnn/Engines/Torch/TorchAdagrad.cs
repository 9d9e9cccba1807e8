using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Running <see cref="Adagrad"/> (keras/src/optimizers/adagrad.py).</summary>
internal sealed class TorchAdagrad : TorchRule
{
    private readonly Adagrad _definition;

    public TorchAdagrad(Adagrad definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
        : base(definition, kernels, weights, "accumulator")
    {
        _definition = definition;
        foreach (var accumulator in OwnSlots[0].Tensors)
            accumulator.fill_(Numbers[definition.InitialAccumulatorValue]);
        Numbers.Release();
    }

    protected override void Update(Tensor weight, Tensor gradient, Tensor[] memory, double rate)
    {
        var sum = memory[0].PlusInPlace(gradient.Squared());
        weight.sub_(gradient.mul(Numbers[rate]).div_(sum.Plus(Numbers[_definition.Epsilon]).sqrt_()));
    }
}
