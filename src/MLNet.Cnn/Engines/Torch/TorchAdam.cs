using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Running <see cref="Adam"/> and <see cref="AdamW"/>, by libtorch's fused kernel.</summary>
internal sealed class TorchAdam : TorchOptimizer
{
    private readonly AdamOptimizer _definition;
    private readonly Tensor[] _mean;
    private readonly Tensor[] _square;
    private readonly Tensor[] _steps;

    public TorchAdam(AdamOptimizer definition, jit.CompilationUnit kernels, IReadOnlyList<TorchWeight> weights)
        : base(definition, kernels, weights)
    {
        _definition = definition;
        _mean = ZerosLikeWeights();
        _square = ZerosLikeWeights();
        _steps = [.. weights.Select(weight => Own(zeros([], device: weight.Tensor.device)))];
    }

    protected override IReadOnlyList<(string Name, Tensor[] Tensors)> OwnSlots => [("m", _mean), ("v", _square)];

    protected override void Update(WeightGroup group, Tensor[] gradients, StepSettings settings, long step)
    {
        // Told anew at each step, so that nothing but the session's own count has to be saved.
        var number = Numbers[step];
        foreach (var count in _steps)
            count.fill_(number);
        // libtorch adds epsilon behind the bias correction, Keras before it; they agree when libtorch's is epsilon / sqrt(1 - beta2^step).
        double epsilon = _definition.Epsilon / Math.Sqrt(1 - Math.Pow(_definition.Beta2, step));
        Run("adam", group.Of(Tensors), group.Of(gradients), group.Of(_mean), group.Of(_square), Array.Empty<Tensor>(), group.Of(_steps),
            settings.LearningRate, settings.Momentum ?? _definition.Beta1, _definition.Beta2, epsilon);
    }
}
