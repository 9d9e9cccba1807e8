using System.Buffers;
using System.Runtime.InteropServices;

namespace MLNet.Cnn;

/// <summary>A tensor outside the graph: what goes into a run or came out of it.</summary>
internal sealed unsafe class TensorHandle : NativeHandle
{
    private MemoryHandle _pinned;

    private TensorHandle(nint handle, MemoryHandle pinned = default)
        : base(handle) => _pinned = pinned;

    /// <summary>The values.</summary>
    public ReadOnlySpan<float> Floats => new(TensorFlowMethods.TF_TensorData(handle), checked((int)(TensorFlowMethods.TF_TensorByteSize(handle) / sizeof(float))));

    /// <summary>Takes over a tensor that TensorFlow made.</summary>
    public static TensorHandle Own(nint tensor) => new(tensor);

    /// <summary>A tensor with a copy of the values. An operation may keep it.</summary>
    public static TensorHandle Copy<T>(DataType type, ReadOnlySpan<T> values, ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        fixed (long* dimensions = shape)
        {
            nint tensor = TensorFlowMethods.TF_AllocateTensor(type, dimensions, shape.Length, (nuint)bytes.Length);
            bytes.CopyTo(new Span<byte>(TensorFlowMethods.TF_TensorData(tensor), bytes.Length));
            return new TensorHandle(tensor);
        }
    }

    public static TensorHandle Scalar(float value) => Copy<float>(DataType.Float, [value], []);

    public static TensorHandle Scalar(long value) => Copy<long>(DataType.Int64, [value], []);

    /// <summary>A tensor over the values themselves, which stay where they are until it is disposed. TensorFlow copies them where they are not aligned to 64 bytes.</summary>
    /// <remarks>No operation may keep it beyond the run: only for inputs of computations.</remarks>
    public static TensorHandle Over(ReadOnlyMemory<float> values, ReadOnlySpan<long> shape)
    {
        var pinned = values.Pin();
        fixed (long* dimensions = shape)
            return new(TensorFlowMethods.TF_NewTensor(DataType.Float, dimensions, shape.Length, pinned.Pointer, (nuint)values.Length * sizeof(float), &Keep, null), pinned);
    }

    protected override bool ReleaseHandle()
    {
        TensorFlowMethods.TF_DeleteTensor(handle);
        _pinned.Dispose();
        return true;
    }

    // The memory is managed: nothing to free.
    [UnmanagedCallersOnly]
    private static void Keep(void* data, nuint length, void* argument)
    {
    }
}
