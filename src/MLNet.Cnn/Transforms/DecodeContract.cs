using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Cnn;

/// <summary>Decodes encoded bytes inside a saved model. ML.NET finds it in this package by the name that the file has; it carries no settings, so each size has a name.</summary>
/// <remarks>The types are public in effect, because ML.NET makes them by reflection; nobody else needs them.</remarks>
internal static class DecodeContract
{
    public const string EncodedName = "__cnn.Encoded";
    public const string ImageName = "__cnn.Image";

    private const string Prefix = "MLNet.Cnn.Decode.";

    /// <summary>The component that decodes for images of a size.</summary>
    public static CustomMappingEstimator<Row, DecodedRow> Estimator(MLContext context, Size2D size) => ImageDecoder.SmallestSideFor(size) switch
    {
        64 => context.Transforms.CustomMapping(new To64().GetMapping(), Prefix + "64"),
        128 => context.Transforms.CustomMapping(new To128().GetMapping(), Prefix + "128"),
        256 => context.Transforms.CustomMapping(new To256().GetMapping(), Prefix + "256"),
        512 => context.Transforms.CustomMapping(new To512().GetMapping(), Prefix + "512"),
        _ => context.Transforms.CustomMapping(new ToFull().GetMapping(), Prefix + "Full"),
    };

    internal sealed class Row
    {
        [ColumnName(EncodedName)]
        public VBuffer<byte> Encoded { get; set; }
    }

    internal sealed class DecodedRow
    {
        // Any size in truth; ML.NET's attribute wants one.
        [ColumnName(ImageName)]
        [ImageType(1, 1)]
        public MLImage? Image { get; set; }
    }

    internal abstract class Factory(int smallestSide) : CustomMappingFactory<Row, DecodedRow>
    {
        public sealed override Action<Row, DecodedRow> GetMapping() => Map;

        private void Map(Row row, DecodedRow decoded)
        {
            try
            {
                decoded.Image = ImageDecoder.DecodeUpright([.. row.Encoded.DenseValues()], smallestSide);
            }
            catch (UnreadableImageFailure failure)
            {
                throw new InvalidOperationException($"An image could not be read: {failure.Message}.", failure);
            }
        }
    }

    [CustomMappingFactoryAttribute(Prefix + "64")]
    internal sealed class To64() : Factory(64);

    [CustomMappingFactoryAttribute(Prefix + "128")]
    internal sealed class To128() : Factory(128);

    [CustomMappingFactoryAttribute(Prefix + "256")]
    internal sealed class To256() : Factory(256);

    [CustomMappingFactoryAttribute(Prefix + "512")]
    internal sealed class To512() : Factory(512);

    [CustomMappingFactoryAttribute(Prefix + "Full")]
    internal sealed class ToFull() : Factory(int.MaxValue);
}
