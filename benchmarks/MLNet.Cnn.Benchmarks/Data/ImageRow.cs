using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Benchmarks;

/// <summary>An image in memory and its class.</summary>
internal sealed class ImageRow<T>
{
    public T[] Image { get; set; } = [];

    /// <summary>The class, from 0 on.</summary>
    [KeyType(SyntheticImages.ClassCount)]
    public uint Label { get; set; }

    /// <summary>The rows as a view that copies nothing before it is read.</summary>
    public static IDataView View(MLContext context, IEnumerable<ImageRow<T>> rows, Shape shape)
    {
        var schema = SchemaDefinition.Create(typeof(ImageRow<T>));
        PrimitiveDataViewType item = typeof(T) == typeof(byte) ? NumberDataViewType.Byte : NumberDataViewType.Single;
        schema[nameof(Image)].ColumnType = new VectorDataViewType(item, shape.Dimensions);
        return context.Data.LoadFromEnumerable(rows, schema);
    }
}
