using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

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

    protected override IReadOnlyList<(string Name, Tensor[] Tensors)> OwnSlots => _velocity is null ? [] : [("velocity", _velocity)];

    protected override void Update(WeightGroup group, Tensor[] gradients, StepSettings settings, long step)
    {
        if (_velocity is null)
            Run("sgd", group.Of(Tensors), group.Of(gradients), settings.LearningRate);
        else
            Run(_definition.Nesterov ? "nesterov" : "momentum", group.Of(Tensors), group.Of(gradients), group.Of(_velocity), settings.LearningRate, settings.Momentum ?? _definition.Momentum);
    }
}
