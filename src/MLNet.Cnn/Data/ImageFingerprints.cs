using System.IO.Hashing;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Cnn;

/// <summary>Tells images by a hash of their content: pixels value for value, files byte for byte.</summary>
internal static class ImageFingerprints
{
    /// <summary>How many of the second images are among the first too.</summary>
    public static int CountCommon(IEnumerable<UInt128> first, IEnumerable<UInt128> second)
    {
        var known = first.ToHashSet();
        return second.Count(known.Contains);
    }

    /// <summary>A hash of 128 bits for each image, in the view's order; the view is read as the hashes are.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The view has no such column, or one that holds no images.</exception>
    /// <exception cref="InvalidOperationException">A file cannot be read; the message names row and path.</exception>
    public static IEnumerable<UInt128> Of(IDataView data, string name)
    {
        if (data.Schema.GetColumnOrNull(name) is not { } column)
            throw new ArgumentOutOfRangeException(nameof(data), $"Image column '{name}': {ColumnNames.Missing(data.Schema, name)}");
        using var cursor = data.GetRowCursor([column]);
        var read = Reader(cursor, column);
        while (cursor.MoveNext())
            yield return read();
    }

    private static Func<UInt128> Reader(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => OfValue(row, column, ImageColumnKind.Path, value => XxHash128.HashToUInt128(ImageFile.Read(value.Path))),
        ImageDataViewType => OfValue(row, column, ImageColumnKind.Image, value => XxHash128.HashToUInt128(value.Image is { } image ? image.Pixels : throw UnreadableImageFailure.NoImage())),
        VectorDataViewType { ItemType.RawType: var type } when type == typeof(byte) => OfVector<byte>(row, column),
        VectorDataViewType { ItemType.RawType: var type } when type == typeof(float) => OfVector<float>(row, column),
        _ => throw new ArgumentOutOfRangeException(nameof(column), $"Image column '{column.Name}' is {column.Type}, but images are vectors of Byte or Single, paths as text, or MLImage."),
    };

    private static Func<UInt128> OfValue(DataViewRow row, DataViewSchema.Column column, ImageColumnKind kind, Func<ImageValue, UInt128> hash)
    {
        var read = ImageValueReader.Create(row, column, kind);
        return () =>
        {
            var value = read();
            try
            {
                return hash(value);
            }
            catch (UnreadableImageFailure failure)
            {
                throw failure.In(column.Name, row.Position, value.Path);
            }
        };
    }

    private static Func<UInt128> OfVector<T>(DataViewRow row, DataViewSchema.Column column)
        where T : unmanaged
    {
        var read = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> sparse = default, dense = default;
        return () =>
        {
            read(ref sparse);
            sparse.CopyToDense(ref dense);
            return XxHash128.HashToUInt128(MemoryMarshal.AsBytes(dense.GetValues()));
        };
    }
}
