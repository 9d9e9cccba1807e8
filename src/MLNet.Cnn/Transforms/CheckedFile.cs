using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Cnn;

/// <summary>Reads image files as <c>LoadImages</c> does, but says which of them is missing, damaged or half there. In memory only: a saved model has ML.NET's own component.</summary>
internal static class CheckedFile
{
    public const string PathName = PortableImage.Prefix + "Path";

    /// <summary>The component.</summary>
    /// <param name="context">Its context.</param>
    /// <param name="columnName">The image column's name, for messages.</param>
    public static CustomMappingEstimator<Row, DecodedRow> Estimator(MLContext context, string columnName) => context.Transforms.CustomMapping<Row, DecodedRow>(
        (row, decoded) =>
        {
            string path = row.Path.ToString();
            try
            {
                decoded.Image = ImageDecoder.Decode(ImageFile.Read(path));
            }
            catch (UnreadableImageFailure failure)
            {
                throw new InvalidOperationException($"Image column '{columnName}', '{path}': {failure.Message}.", failure);
            }
        },
        contractName: null);

    internal sealed class Row
    {
        [ColumnName(PathName)]
        public ReadOnlyMemory<char> Path { get; set; }
    }

    internal sealed class DecodedRow
    {
        // Any size in truth; ML.NET's attribute wants one.
        [ColumnName(DecodeContract.ImageName)]
        [ImageType(1, 1)]
        public MLImage? Image { get; set; }
    }
}
