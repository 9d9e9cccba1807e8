using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>What an operator is made of.</summary>
/// <param name="Network">The network.</param>
/// <param name="Index">The layer's index in it.</param>
/// <param name="Weights">All live weights by path.</param>
/// <param name="Type">The type of numbers in which the operator computes: its inputs come in it.</param>
/// <param name="Device">Where the operator's tensors are.</param>
/// <param name="UsesOneDnn">Whether a Dense layer goes through <see cref="OneDnnDense"/> where it computes in float32.</param>
/// <param name="InPlace">Whether the operator may overwrite its first input.</param>
/// <param name="Constants">Takes tensors and numbers that live as long as the operator.</param>
internal sealed record OperatorContext(
    Network Network, int Index, IReadOnlyDictionary<string, TorchWeight> Weights, ScalarType Type, Device Device, bool UsesOneDnn, bool InPlace, ICollection<IDisposable> Constants)
{
    public NetworkLayer NetworkLayer => Network.Layers[Index];

    /// <summary>The shape of the first input, without the batch dimension, channels last.</summary>
    public Shape InputShape => Network.Layers[NetworkLayer.Inputs[0]].Shape;

    public Size2D InputSize => new(InputShape.Height, InputShape.Width);

    /// <summary>The live weight of this name in float32, whatever the operator computes in, or <see langword="null"/> if the layer has none.</summary>
    public Tensor? Weight(string name) => Weights.GetValueOrDefault($"{NetworkLayer.Name}/{name}")?.Tensor;

    /// <summary>The live weight of this name in the operator's type, or <see langword="null"/> if the layer has none.</summary>
    public LiveWeight? TypedWeight(string name) => Weight(name) is { } weight ? new LiveWeight(weight, Type) : null;

    /// <summary>A tensor that lives as long as the operator.</summary>
    public Tensor Constant(float[] values, params long[] shape)
    {
        var constant = tensor(values, shape, device: Device).DetachFromDisposeScope();
        Constants.Add(constant);
        return constant;
    }

    /// <summary>A number for libtorch that lives as long as the operator: see <see cref="LiveNumbers"/>.</summary>
    public Scalar Number(double value)
    {
        Scalar number = value;
        Constants.Add(number);
        return number;
    }

    /// <summary>Lets a tensor live as long as the operator.</summary>
    public Tensor Keep(Tensor tensor)
    {
        var kept = tensor.to(Device).DetachFromDisposeScope();
        Constants.Add(kept);
        return kept;
    }

    /// <summary>A constant with one value a channel, to be combined with inputs of this layer.</summary>
    public Tensor ChannelConstant(Func<int, float> value)
    {
        int channels = InputShape.Channels;
        float[] values = [.. Enumerable.Range(0, channels).Select(value)];
        return InputShape.IsImage ? Constant(values, 1, channels, 1, 1) : Constant(values, channels);
    }
}
