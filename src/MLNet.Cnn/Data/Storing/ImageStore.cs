using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Pixels of many images of one size: first filled, then read, by any number of threads.</summary>
internal abstract class ImageStore : IDisposable
{
    /// <summary>What reads the image column of a row and appends it; gives its pixel of the largest magnitude, which is NaN if one is. Of bytes, which are all good, it gives 0.</summary>
    public abstract Func<float> Reader(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Appends an image of bytes: (height, width, channels).</summary>
    public abstract void Add(ReadOnlySpan<byte> pixels);

    /// <summary>Ends the filling; only then may images be read.</summary>
    public abstract void Complete();

    /// <summary>Writes one image as floats.</summary>
    public abstract void CopyTo(int row, Span<float> pixels);

    /// <summary>Frees what lies outside of the managed heap.</summary>
    public abstract void Dispose();
}

/// <summary>Pixels as <typeparamref name="T"/>.</summary>
internal sealed class ImageStore<T>(ImageColumn column, PixelRows rows) : ImageStore
    where T : unmanaged
{
    private readonly int _size = column.Shape.Size;

    public override Func<float> Reader(DataViewRow row, DataViewSchema.Column source)
    {
        var getter = row.GetGetter<VBuffer<T>>(source);
        VBuffer<T> buffer = default;
        T[] planar = new T[column.Layout == ImageLayout.Planar ? _size : 0];
        return () =>
        {
            getter(ref buffer);
            if (buffer.Length != _size)
                throw new InvalidOperationException($"Image column '{column.Name}', row {row.Position}: the vector has {buffer.Length} values, expected {_size} ({column.Shape}).");
            var target = MemoryMarshal.Cast<byte, T>(rows.Next());
            if (planar.Length == 0)
            {
                buffer.CopyTo(target);
            }
            else
            {
                buffer.CopyTo(planar);
                Interleave(planar, target, column.Shape.Channels);
            }
            return typeof(T) == typeof(float) ? TensorPrimitives.MaxMagnitude<float>(MemoryMarshal.Cast<T, float>(target)) : 0;
        };
    }

    public override void Add(ReadOnlySpan<byte> pixels) => pixels.CopyTo(rows.Next());

    public override void Complete() => rows.Complete();

    public override void CopyTo(int row, Span<float> pixels)
    {
        var source = rows[row];
        if (typeof(T) == typeof(float))
            MemoryMarshal.Cast<byte, float>(source).CopyTo(pixels);
        else
            TensorPrimitives.ConvertTruncating(source, pixels);
    }

    public override void Dispose() => rows.Dispose();

    private static void Interleave(ReadOnlySpan<T> planar, Span<T> interleaved, int channels)
    {
        int area = planar.Length / channels;
        for (int channel = 0; channel < channels; channel++)
        {
            for (int pixel = 0; pixel < area; pixel++)
                interleaved[pixel * channels + channel] = planar[channel * area + pixel];
        }
    }
}
