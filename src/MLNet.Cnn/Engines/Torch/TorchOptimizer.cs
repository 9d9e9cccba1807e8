using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>A running optimizer: the memory of one fit.</summary>
internal abstract class TorchOptimizer : IDisposable
{
    private readonly jit.CompilationUnit _kernels;
    private readonly double _weightDecay;

    protected TorchOptimizer(Optimizer definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
    {
        _kernels = kernels;
        _weightDecay = definition.WeightDecay;
        Weights = weights;
        Tensors = [.. weights.Select(weight => weight.Tensor)];
    }

    /// <summary>The memory: one tensor for each weight under each name.</summary>
    public abstract IReadOnlyList<(string Name, Tensor[] Tensors)> Slots { get; }

    public IReadOnlyList<TorchWeight> Weights { get; }

    protected Tensor[] Tensors { get; }

    public static TorchOptimizer Create(Optimizer definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights) => definition switch
    {
        SGD sgd => new TorchSgd(sgd, kernels, weights),
        AdamOptimizer adam => new TorchAdam(adam, kernels, weights),
        _ => throw new NotSupportedException($"The TorchSharp engine does not know the optimizer {definition.GetType().Name}."),
    };

    /// <summary>Changes the weights in place.</summary>
    /// <param name="gradients">One for each weight.</param>
    /// <param name="settings">Rate and momentum of the step.</param>
    /// <param name="step">The step, counted from 1.</param>
    public void Step(Tensor[] gradients, StepSettings settings, long step)
    {
        if (_weightDecay > 0)
            Run("decay", Tensors, 1 - settings.LearningRate * _weightDecay);
        Update(gradients, settings, step);
    }

    /// <summary>Tells an optimizer that keeps count on its own how many steps were taken.</summary>
    public virtual void Resume(long steps)
    {
    }

    public virtual void Dispose()
    {
        foreach (var (_, tensors) in Slots)
        {
            foreach (var tensor in tensors)
                tensor.Dispose();
        }
    }

    protected abstract void Update(Tensor[] gradients, StepSettings settings, long step);

    protected void Run(string kernel, params object[] arguments) => _kernels.invoke(kernel, arguments);

    protected Tensor[] ZerosLikeWeights() => [.. Tensors.Select(tensor => zeros_like(tensor, requires_grad: false).DetachFromDisposeScope())];
}
