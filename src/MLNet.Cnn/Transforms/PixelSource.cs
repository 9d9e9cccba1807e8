using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>The pixels of the image of a row, as the model's input has them.</summary>
internal abstract class PixelSource<T> : IDisposable
    where T : unmanaged
{
    public abstract void Read(Span<T> pixels);

    public virtual void Dispose()
    {
    }
}

/// <summary>Pixels out of a column that has them.</summary>
internal sealed class VectorPixels<T>(DataViewRow row, ScoringSchema schema) : PixelSource<T>
    where T : unmanaged
{
    private readonly ValueGetter<VBuffer<T>> _getter = row.GetGetter<VBuffer<T>>(row.Schema[schema.Image.Index]);
    private VBuffer<T> _buffer;

    public override void Read(Span<T> pixels)
    {
        _getter(ref _buffer);
        if (_buffer.Length != pixels.Length)
            throw new InvalidOperationException($"Image column '{schema.Image.Name}', row {row.Position}: the vector has {_buffer.Length} values, expected {pixels.Length}.");
        _buffer.CopyTo(pixels);
    }
}

/// <summary>Pixels out of images of any size, read as the model says.</summary>
internal sealed class DecodedPixels(DataViewRow row, ScoringSchema schema) : PixelSource<byte>
{
    private readonly Func<ImageValue> _getter = ImageValueReader.Create(row, row.Schema[schema.Image.Index], schema.ImageColumn.Kind);
    private readonly ImagePixelReader _reader = new(schema.ImageColumn);

    public override void Read(Span<byte> pixels)
    {
        var value = _getter();
        try
        {
            _reader.Read(value, pixels);
        }
        catch (UnreadableImageFailure failure)
        {
            throw failure.In(schema.Image.Name, row.Position, value.Path);
        }
    }

    public override void Dispose() => _reader.Dispose();
}
