using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>A running optimizer: the memory of one fit.</summary>
internal abstract class TorchOptimizer : IDisposable
{
    private readonly jit.CompilationUnit _kernels;
    private readonly Optimizer _definition;
    private readonly IReadOnlyList<WeightGroup> _groups;
    private readonly Tensor[]? _accumulated;
    private readonly Tensor[]? _average;
    private readonly List<Tensor> _owned = [];

    protected TorchOptimizer(Optimizer definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
    {
        _kernels = kernels;
        _definition = definition;
        Weights = weights;
        _groups = WeightGroup.Of(weights);
        Tensors = [.. weights.Select(weight => weight.Tensor)];
        if (definition.GradientAccumulationSteps > 1)
            _accumulated = ZerosLikeWeights();
        // Lookahead's slow weights begin where the weights begin; a moving average does not look at what stands here.
        if (definition.EmaMomentum is not null || definition.Lookahead is not null)
            _average = [.. Tensors.Select(tensor => Own(tensor.detach().clone()))];
    }

    /// <summary>The memory: one tensor for each weight under each name.</summary>
    public IReadOnlyList<(string Name, Tensor[] Tensors)> Slots =>
    [
        .. OwnSlots,
        .. _accumulated is null ? [] : new[] { ("accumulated", _accumulated) },
        .. _average is null ? [] : new[] { ("average", _average) },
    ];

    /// <summary>The memory of the rule itself.</summary>
    protected abstract IReadOnlyList<(string Name, Tensor[] Tensors)> OwnSlots { get; }

    public IReadOnlyList<TorchWeight> Weights { get; }

    /// <summary>Sees the gradients of each update. Disposed with the optimizer.</summary>
    public TorchGradientHook? Hook { get; set; }

    protected Tensor[] Tensors { get; }

    /// <summary>Numbers that live until the step is over.</summary>
    protected LiveNumbers Numbers { get; } = new();

    public static TorchOptimizer Create(Optimizer definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
    {
        // Frees what there is if the constructor fails half-way.
        using var scope = NewDisposeScope();
        var optimizer = Make(definition, kernels, weights);
        foreach (var tensor in optimizer._owned)
            tensor.DetachFromDisposeScope();
        return optimizer;
    }

    private static TorchOptimizer Make(Optimizer definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights) => definition switch
    {
        SGD sgd => new TorchSgd(sgd, kernels, weights),
        AdamOptimizer { AMSGrad: true } adam => new TorchAmsGrad(adam, kernels, weights),
        AdamOptimizer adam => new TorchAdam(adam, kernels, weights),
        RMSprop rmsProp => new TorchRmsProp(rmsProp, kernels, weights),
        Nadam nadam => new TorchNadam(nadam, kernels, weights),
        Adamax adamax => new TorchAdamax(adamax, kernels, weights),
        Adagrad adagrad => new TorchAdagrad(adagrad, kernels, weights),
        Adadelta adadelta => new TorchAdadelta(adadelta, kernels, weights),
        Lion lion => new TorchLion(lion, kernels, weights),
        _ => throw new NotSupportedException($"The TorchSharp engine does not know the optimizer {definition.GetType().Name}."),
    };

    /// <summary>Changes the weights in place.</summary>
    /// <param name="gradients">One for each weight.</param>
    /// <param name="settings">Rate and momentum of the step.</param>
    /// <param name="step">The step, counted from 1.</param>
    public void Step(Tensor[] gradients, StepSettings settings, long step)
    {
        try
        {
            Accumulate(gradients, settings, step);
        }
        finally
        {
            Numbers.Release();
        }
    }

    private void Accumulate(Tensor[] gradients, StepSettings settings, long step)
    {
        int every = _definition.GradientAccumulationSteps;
        if (_accumulated is null)
        {
            Apply(gradients, settings, step);
        }
        else
        {
            foreach (var (sum, gradient) in _accumulated.Zip(gradients))
                sum.PlusInPlace(gradient);
            if (step % every == 0)
            {
                Apply([.. _accumulated.Select(sum => sum.div(Numbers[every]))], settings, step / every);
                foreach (var sum in _accumulated)
                    sum.zero_();
            }
        }
        if (_average is null)
            return;
        if (_definition.Lookahead is not { } lookahead)
            Average(_average, (step - 1) / every);
        else if (lookahead.MovesAt(step, settings.Progress))
            Follow(_average, lookahead.KeptAt(settings.Progress), overwrite: true);
    }

    /// <summary>The hook, then Keras' order: limits, weight decay, the rule.</summary>
    private void Apply(Tensor[] gradients, StepSettings settings, long step)
    {
        gradients = GradientLimits.Apply(_definition, Hook?.Apply(gradients) ?? gradients, Numbers);
        foreach (var group in _groups)
        {
            double rate = settings.LearningRate * group.Rule.RateFactor;
            if (group.Rule.WeightDecay > 0)
                Run("decay", group.Of(Tensors), 1 - rate * group.Rule.WeightDecay);
            Update(group, gradients, settings with { LearningRate = rate }, step);
        }
    }

    /// <summary>Keras' moving average of the weights, which begins with the weights after the first update.</summary>
    /// <param name="average">The average.</param>
    /// <param name="updates">Updates before this one.</param>
    private void Average(Tensor[] average, long updates)
    {
        double kept = updates == 0 ? 0 : _definition.EmaMomentum!.Value;
        bool overwrite = _definition.EmaOverwriteFrequency is { } frequency && (updates + 1) % frequency == 0;
        Follow(average, kept, overwrite);
    }

    private void Follow(Tensor[] average, double kept, bool overwrite)
    {
        foreach (var (mean, weight) in average.Zip(Tensors))
        {
            mean.mul_(Numbers[kept]).add_(weight, Numbers[1 - kept]);
            if (overwrite)
                weight.copy_(mean);
        }
    }

    public void Dispose()
    {
        Hook?.Dispose();
        foreach (var tensor in _owned)
            tensor.Dispose();
    }

    /// <summary>Changes the weights of a group in place by the rule.</summary>
    /// <param name="group">Which weights.</param>
    /// <param name="gradients">Of all weights.</param>
    /// <param name="settings">The rate is the group's own.</param>
    /// <param name="step">The update, counted from 1.</param>
    protected abstract void Update(WeightGroup group, Tensor[] gradients, StepSettings settings, long step);

    /// <summary>Runs one of <see cref="TorchKernels"/>.</summary>
    protected void Run(string kernel, params object[] arguments) =>
        _kernels.invoke(kernel, [.. arguments.Select(argument => argument is double number ? Numbers[number] : argument)]);

    protected Tensor[] ZerosLikeWeights() => [.. Tensors.Select(tensor => Own(zeros_like(tensor, requires_grad: false)))];

    /// <summary>Keeps a tensor that the constructor makes, until this is disposed.</summary>
    protected Tensor Own(Tensor tensor)
    {
        _owned.Add(tensor);
        return tensor;
    }
}
