using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Pixels of many images of one size.</summary>
internal abstract class ImageStore
{
    /// <summary>What reads the image column of a row and appends it; gives <see langword="false"/> if a pixel is not a number.</summary>
    public abstract Func<bool> Reader(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Appends an image of bytes: (height, width, channels).</summary>
    public abstract void Add(ReadOnlySpan<byte> pixels);

    /// <summary>Writes one image as floats.</summary>
    public abstract void CopyTo(int row, Span<float> pixels);
}

/// <summary>Pixels as <typeparamref name="T"/>, in blocks, so that growing copies nothing.</summary>
internal sealed class ImageStore<T>(ImageColumn column) : ImageStore
    where T : unmanaged
{
    private const int BlockBytes = 1 << 22;

    private readonly int _size = column.Shape.Size;
    private readonly int _rowsPerBlock = Math.Max(1, BlockBytes / Math.Max(1, column.Shape.Size * Unsafe.SizeOf<T>()));
    private readonly List<T[]> _blocks = [];
    private int _count;

    public override Func<bool> Reader(DataViewRow row, DataViewSchema.Column source)
    {
        var getter = row.GetGetter<VBuffer<T>>(source);
        VBuffer<T> buffer = default;
        T[] planar = new T[column.Layout == ImageLayout.Planar ? _size : 0];
        return () =>
        {
            getter(ref buffer);
            if (buffer.Length != _size)
                throw new InvalidOperationException($"Image column '{column.Name}', row {row.Position}: the vector has {buffer.Length} values, expected {_size} ({column.Shape}).");
            var target = NextRow();
            if (planar.Length == 0)
            {
                buffer.CopyTo(target);
            }
            else
            {
                buffer.CopyTo(planar);
                Interleave(planar, target, column.Shape.Channels);
            }
            return typeof(T) != typeof(float) || !HasNonFinite(MemoryMarshal.Cast<T, float>(target));
        };
    }

    public override void Add(ReadOnlySpan<byte> pixels) => pixels.CopyTo(MemoryMarshal.AsBytes(NextRow()));

    public override void CopyTo(int row, Span<float> pixels)
    {
        var source = _blocks[row / _rowsPerBlock].AsSpan(row % _rowsPerBlock * _size, _size);
        if (typeof(T) == typeof(float))
            MemoryMarshal.Cast<T, float>(source).CopyTo(pixels);
        else
            TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<T, byte>(source), pixels);
    }

    private Span<T> NextRow()
    {
        int inBlock = _count++ % _rowsPerBlock;
        if (inBlock == 0)
            _blocks.Add(GC.AllocateUninitializedArray<T>(_rowsPerBlock * _size));
        return _blocks[^1].AsSpan(inBlock * _size, _size);
    }

    private static void Interleave(ReadOnlySpan<T> planar, Span<T> interleaved, int channels)
    {
        int area = planar.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int pixel = 0; pixel < area; pixel++)
                interleaved[pixel * channels + channel] = planar[channel * area + pixel];
        }
    }

    private static bool HasNonFinite(ReadOnlySpan<float> values)
    {
        // A sum of finite pixels is finite unless they are absurdly large; only then look at each.
        if (float.IsFinite(TensorPrimitives.SumOfMagnitudes(values)))
            return false;
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return true;
        }
        return false;
    }
}
