using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLNet.Cnn;

/// <summary>Numbers in and out of tensors.</summary>
internal static class TensorConversions
{
    /// <summary>The values in the order of the dimensions, whatever the strides.</summary>
    public static float[] ToArray(this Tensor tensor)
    {
        var values = new float[tensor.numel()];
        tensor.CopyTo(values);
        return values;
    }

    /// <summary>Writes the values in the order of the dimensions to where there is room for at least as many.</summary>
    public static void CopyTo(this Tensor tensor, Span<float> values)
    {
        using var detached = tensor.detach();
        using var here = detached.cpu();
        using var contiguous = here.contiguous();
        contiguous.bytes.CopyTo(MemoryMarshal.AsBytes(values));
    }

    /// <summary>A tensor over the values themselves where they lie aligned in an array, else over a copy: for reading, and only while the values stay as they are.</summary>
    /// <remarks>libtorch's products may round differently at another alignment, and equal steps must give equal bits wherever the garbage collector put an array.</remarks>
    public static Tensor Over(ReadOnlyMemory<float> values, params long[] shape)
    {
        if (!MemoryMarshal.TryGetArray(values, out var segment))
            return FromMemory(values, shape);
        using var flat = frombuffer(segment.Array!, ScalarType.Float32, segment.Count, segment.Offset);
        return IsAligned(flat) ? flat.view(shape) : FromMemory(values, shape);
    }

    private static unsafe bool IsAligned(Tensor tensor)
    {
        fixed (byte* start = tensor.bytes)
            return (nuint)start % AlignedBuffer.Alignment == 0;
    }

    /// <summary>A tensor of the given shape with a copy of the values.</summary>
    public static Tensor FromMemory(ReadOnlyMemory<float> values, params long[] shape)
    {
        var tensor = empty(shape, ScalarType.Float32);
        MemoryMarshal.AsBytes(values.Span).CopyTo(tensor.bytes);
        return tensor;
    }
}
