using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn.Samples;

/// <summary>A test image and what a model said about it.</summary>
internal sealed class ScoredImage
{
    /// <summary>The gray values, row after row.</summary>
    public byte[] Image { get; set; } = [];

    /// <summary>The true class.</summary>
    public string Label { get; set; } = "";

    /// <summary>The probability of each class.</summary>
    public float[] Score { get; set; } = [];

    /// <summary>The columns with the image size of some data.</summary>
    public static SchemaDefinition Schema(IDataView data)
    {
        var schema = SchemaDefinition.Create(typeof(ScoredImage));
        schema[nameof(Image)].ColumnType = data.Schema[nameof(Image)].Type;
        schema[nameof(Score)].ColumnType = data.Schema[nameof(Score)].Type;
        return schema;
    }
}
