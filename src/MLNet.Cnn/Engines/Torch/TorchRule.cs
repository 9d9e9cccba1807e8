using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>A running optimizer whose rule is written for one weight at a time, with a memory of some tensors of its shape.</summary>
internal abstract class TorchRule : TorchOptimizer
{
    private readonly (string Name, Tensor[] Tensors)[] _slots;

    protected TorchRule(Optimizer definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights, params ReadOnlySpan<string> slots)
        : base(definition, kernels, weights)
    {
        _slots = new (string, Tensor[])[slots.Length];
        for (int i = 0; i < slots.Length; i++)
            _slots[i] = (slots[i], ZerosLikeWeights());
    }

    protected override IReadOnlyList<(string Name, Tensor[] Tensors)> OwnSlots => _slots;

    protected sealed override void Update(WeightGroup group, Tensor[] gradients, StepSettings settings, long step)
    {
        Begin(settings, step);
        foreach (int i in group.Members ?? Enumerable.Range(0, gradients.Length))
        {
            // A network's gradients and what is computed of them would otherwise live together until the step ends.
            using var scope = NewDisposeScope();
            Update(Tensors[i], gradients[i], [.. _slots.Select(slot => slot.Tensors[i])], settings.LearningRate);
        }
    }

    /// <summary>Computes what is the same for all weights of a step.</summary>
    protected virtual void Begin(StepSettings settings, long step)
    {
    }

    /// <summary>Changes one weight and its memory in place.</summary>
    protected abstract void Update(Tensor weight, Tensor gradient, Tensor[] memory, double rate);

    /// <summary>Moves a running mean: <c>mean = kept mean + (1 - kept) value</c>.</summary>
    protected void Follow(Tensor mean, Tensor value, double kept) => mean.mul_(Numbers[kept]).add_(value, Numbers[1 - kept]);
}
