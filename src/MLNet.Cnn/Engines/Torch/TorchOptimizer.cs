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
        Adam adam => new TorchAdam(adam, kernels, weights),
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

/// <summary>Running <see cref="SGD"/>.</summary>
internal sealed class TorchSgd : TorchOptimizer
{
    private readonly SGD _definition;
    private readonly Tensor[]? _velocity;

    public TorchSgd(SGD definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
        : base(definition, kernels, weights)
    {
        _definition = definition;
        if (definition.Momentum > 0)
            _velocity = ZerosLikeWeights();
    }

    public override IReadOnlyList<(string Name, Tensor[] Tensors)> Slots => _velocity is null ? [] : [("velocity", _velocity)];

    protected override void Update(Tensor[] gradients, StepSettings settings, long step)
    {
        if (_velocity is null)
            Run("sgd", Tensors, gradients, settings.LearningRate);
        else
            Run(_definition.Nesterov ? "nesterov" : "momentum", Tensors, gradients, _velocity, settings.LearningRate, settings.Momentum ?? _definition.Momentum);
    }
}

/// <summary>Running <see cref="Adam"/> and <see cref="AdamW"/>, by libtorch's fused kernel.</summary>
internal sealed class TorchAdam : TorchOptimizer
{
    private readonly Adam _definition;
    private readonly Tensor[] _mean;
    private readonly Tensor[] _square;
    private readonly Tensor[] _steps;

    public TorchAdam(Adam definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
        : base(definition, kernels, weights)
    {
        _definition = definition;
        _mean = ZerosLikeWeights();
        _square = ZerosLikeWeights();
        _steps = [.. weights.Select(_ => zeros([]).DetachFromDisposeScope())];
    }

    public override IReadOnlyList<(string Name, Tensor[] Tensors)> Slots => [("m", _mean), ("v", _square)];

    public override void Resume(long steps)
    {
        foreach (var count in _steps)
            count.fill_(steps);
    }

    public override void Dispose()
    {
        base.Dispose();
        foreach (var count in _steps)
            count.Dispose();
    }

    protected override void Update(Tensor[] gradients, StepSettings settings, long step)
    {
        Resume(step);
        // libtorch adds epsilon behind the bias correction, Keras before it; they agree when libtorch's is epsilon / sqrt(1 - beta2^step).
        double epsilon = _definition.Epsilon / Math.Sqrt(1 - Math.Pow(_definition.Beta2, step));
        Run("adam", Tensors, gradients, _mean, _square, Array.Empty<Tensor>(), _steps,
            settings.LearningRate, settings.Momentum ?? _definition.Beta1, _definition.Beta2, epsilon);
    }
}
