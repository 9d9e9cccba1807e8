using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Hands all gradients to a <see cref="GradientHook"/> in one piece of memory, which is used again in every update.</summary>
internal sealed class TorchGradientHook : IDisposable
{
    private readonly GradientHook _hook;
    private readonly Tensor _all;
    private readonly Tensor[] _parts;

    public TorchGradientHook(GradientHook hook, IReadOnlyList<Tensor> weights)
    {
        _hook = hook;
        _all = zeros([weights.Sum(weight => weight.numel())], ScalarType.Float32).DetachFromDisposeScope();
        long start = 0;
        _parts = [.. weights.Select(weight =>
        {
            using var flat = _all.narrow(0, start, weight.numel());
            start += weight.numel();
            return flat.view(weight.shape).DetachFromDisposeScope();
        })];
    }

    /// <summary>The gradients as the hook leaves them.</summary>
    public Tensor[] Apply(Tensor[] gradients)
    {
        foreach (var (part, gradient) in _parts.Zip(gradients))
            part.copy_(gradient);
        _hook(MemoryMarshal.Cast<byte, float>(_all.bytes));
        return [.. _parts.Zip(gradients, (part, gradient) => part.to(gradient.device))];
    }

    public void Dispose()
    {
        foreach (var part in _parts)
            part.Dispose();
        _all.Dispose();
    }
}
