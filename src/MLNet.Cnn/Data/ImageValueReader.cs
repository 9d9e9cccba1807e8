using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Takes images out of the rows of a view, as they are there.</summary>
internal static class ImageValueReader
{
    /// <summary>What gives the image of the row that the cursor is at. An <see cref="MLImage"/> is valid until the next is asked for.</summary>
    public static Func<ImageValue> Create(DataViewRow row, DataViewSchema.Column column, ImageColumnKind kind)
    {
        switch (kind)
        {
            case ImageColumnKind.Path:
                var readPath = row.GetGetter<ReadOnlyMemory<char>>(column);
                ReadOnlyMemory<char> path = default;
                return () =>
                {
                    readPath(ref path);
                    return new ImageValue(path.ToString(), null, null);
                };
            case ImageColumnKind.Encoded:
                var readBytes = row.GetGetter<VBuffer<byte>>(column);
                VBuffer<byte> bytes = default;
                return () =>
                {
                    readBytes(ref bytes);
                    return new ImageValue(null, [.. bytes.DenseValues()], null);
                };
            case ImageColumnKind.Image:
                var readImage = row.GetGetter<MLImage>(column);
                // Handed in again each time: ML.NET's own getters dispose what they gave before.
                MLImage? image = null;
                return () =>
                {
                    readImage(ref image!);
                    return new ImageValue(null, null, image);
                };
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }
}
