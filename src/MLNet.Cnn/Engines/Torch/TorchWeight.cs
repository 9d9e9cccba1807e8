using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>A live weight, and its way from and to Keras' layout.</summary>
internal sealed class TorchWeight : IDisposable
{
    private readonly bool _isKernel;
    private readonly Device _device;

    public TorchWeight(WeightArray array, bool trainable, Device device)
    {
        _device = device;
        Path = array.Path;
        Shape = array.Shape;
        Trainable = trainable;
        _isKernel = Shape.Rank == 4;
        using var scope = NewDisposeScope();
        Tensor = ToTensor(array.Values).requires_grad_(trainable).DetachFromDisposeScope();
    }

    public string Path { get; }

    public Shape Shape { get; }

    public bool Trainable { get; }

    /// <summary>What the optimizer does with it.</summary>
    public WeightRule Rule { get; init; }

    /// <summary>The values in libtorch's layout: (out, in, height, width) for kernels of convolutions.</summary>
    public Tensor Tensor { get; }

    /// <summary>A tensor of this weight's shape out of values in Keras' layout.</summary>
    public Tensor ToTensor(ReadOnlyMemory<float> values) => _isKernel
        ? tensor(WeightLayout.ToOutputFirst(values.Span, Shape), WeightLayout.OutputFirst(Shape), device: _device)
        : tensor(values.ToArray(), [.. Shape.Dimensions.Select(d => (long)d)], device: _device);

    /// <summary>The values of a tensor of this weight's shape (itself, its gradient, its moments) in Keras' layout.</summary>
    public WeightArray FromTensor(Tensor tensor, string? prefix = null)
    {
        var values = tensor.ToArray();
        return new WeightArray(prefix is null ? Path : $"{prefix}/{Path}", Shape, _isKernel ? WeightLayout.FromOutputFirst(values, Shape) : values);
    }

    public void Dispose() => Tensor.Dispose();
}
