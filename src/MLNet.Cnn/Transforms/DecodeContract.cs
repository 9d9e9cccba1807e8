using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Cnn;

/// <summary>Decodes encoded bytes inside a saved model. ML.NET finds it in this package by the name that the file has; it carries no settings, so each size and version of decoding has a name, which never means anything else.</summary>
/// <remarks>The types are public in effect, because ML.NET makes them by reflection; nobody else needs them.</remarks>
internal static class DecodeContract
{
    public const string EncodedName = "__cnn.Encoded";
    public const string ImageName = "__cnn.Image";

    private const string Version1 = "MLNet.Cnn.Decode.";
    private const string Version2 = "MLNet.Cnn.Decode2.";

    /// <summary>The component that decodes as a reading says.</summary>
    public static CustomMappingEstimator<Row, DecodedRow> Estimator(MLContext context, ImageReading reading)
    {
        var (isFirst, side) = (reading.Decoding == ImageDecoding.Version1, ImageDecoder.SmallestSideFor(reading.ImageSize));
        Factory factory = side switch
        {
            64 => isFirst ? new To64() : new Exact64(),
            128 => isFirst ? new To128() : new Exact128(),
            256 => isFirst ? new To256() : new Exact256(),
            512 => isFirst ? new To512() : new Exact512(),
            _ => isFirst ? new ToFull() : new ExactFull(),
        };
        return context.Transforms.CustomMapping(factory.GetMapping(), (isFirst ? Version1 : Version2) + (side == int.MaxValue ? "Full" : $"{side}"));
    }

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

    internal abstract class Factory(int smallestSide, ImageDecoding decoding) : CustomMappingFactory<Row, DecodedRow>
    {
        public sealed override Action<Row, DecodedRow> GetMapping() => Map;

        private void Map(Row row, DecodedRow decoded)
        {
            try
            {
                decoded.Image = ImageDecoder.DecodeUpright([.. row.Encoded.DenseValues()], smallestSide, decoding);
            }
            catch (UnreadableImageFailure failure)
            {
                throw new InvalidOperationException($"An image could not be read: {failure.Message}.", failure);
            }
        }
    }

    [CustomMappingFactoryAttribute(Version1 + "64")]
    internal sealed class To64() : Factory(64, ImageDecoding.Version1);

    [CustomMappingFactoryAttribute(Version1 + "128")]
    internal sealed class To128() : Factory(128, ImageDecoding.Version1);

    [CustomMappingFactoryAttribute(Version1 + "256")]
    internal sealed class To256() : Factory(256, ImageDecoding.Version1);

    [CustomMappingFactoryAttribute(Version1 + "512")]
    internal sealed class To512() : Factory(512, ImageDecoding.Version1);

    [CustomMappingFactoryAttribute(Version1 + "Full")]
    internal sealed class ToFull() : Factory(int.MaxValue, ImageDecoding.Version1);

    [CustomMappingFactoryAttribute(Version2 + "64")]
    internal sealed class Exact64() : Factory(64, ImageDecoding.Version2);

    [CustomMappingFactoryAttribute(Version2 + "128")]
    internal sealed class Exact128() : Factory(128, ImageDecoding.Version2);

    [CustomMappingFactoryAttribute(Version2 + "256")]
    internal sealed class Exact256() : Factory(256, ImageDecoding.Version2);

    [CustomMappingFactoryAttribute(Version2 + "512")]
    internal sealed class Exact512() : Factory(512, ImageDecoding.Version2);

    [CustomMappingFactoryAttribute(Version2 + "Full")]
    internal sealed class ExactFull() : Factory(int.MaxValue, ImageDecoding.Version2);
}
