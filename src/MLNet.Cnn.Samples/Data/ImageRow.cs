using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Samples;

/// <summary>One image, as a <c>PredictionEngine</c> takes it.</summary>
internal sealed class ImageRow
{
    /// <summary>The gray values, row after row.</summary>
    public byte[] Image { get; set; } = [];

    /// <summary>The true class; prediction does not need it.</summary>
    public string Label { get; set; } = "";

    /// <summary>The columns with the image size of some data.</summary>
    public static SchemaDefinition Schema(IDataView data)
    {
        var schema = SchemaDefinition.Create(typeof(ImageRow));
        schema[nameof(Image)].ColumnType = data.Schema[nameof(Image)].Type;
        return schema;
    }

    /// <summary>The first images of some data; the rest is not read.</summary>
    public static IEnumerable<ImageRow> Read(MLContext mlContext, IDataView data) =>
        mlContext.Data.CreateEnumerable<ImageRow>(data, reuseRowObject: false, schemaDefinition: Schema(data));
}
