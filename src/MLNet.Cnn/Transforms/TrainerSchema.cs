using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>What the trainer asks of its input and promises of its output, before any data is seen.</summary>
internal static class TrainerSchema
{
    private const string Temporary = "__cnn.Features";

    /// <summary>The input with <c>Score</c> and <c>PredictedLabel</c>.</summary>
    /// <remarks>
    /// The parts of a <see cref="SchemaShape"/> cannot be made outside ML.NET. A stock multiclass trainer promises just the same columns, so it is
    /// asked; it wants a vector of Single, which a stock conversion provides.
    /// </remarks>
    public static SchemaShape Output(SchemaShape input, string imageColumnName, string labelColumnName)
    {
        Check(input, imageColumnName, labelColumnName);
        var stock = new MLContext();
        return stock.Transforms.Conversion.ConvertType(Temporary, imageColumnName, DataKind.Single)
            .Append(stock.MulticlassClassification.Trainers.NaiveBayes(labelColumnName, Temporary))
            .Append(stock.Transforms.DropColumns(Temporary))
            .GetOutputSchema(input);
    }

    private static void Check(SchemaShape input, string imageColumnName, string labelColumnName)
    {
        var image = Find(input, "Image", imageColumnName);
        bool hasPixels = image.Kind != SchemaShape.Column.VectorKind.Scalar && !image.IsKey
            && (image.ItemType == NumberDataViewType.Byte || image.ItemType == NumberDataViewType.Single);
        if (!hasPixels)
            throw Error("Image", imageColumnName, $"expected a vector of Byte or Single with the pixels, got {Describe(image)}. Images and paths become one by LoadImages, ResizeImages and ExtractPixels.");
        if (image.Kind == SchemaShape.Column.VectorKind.VariableVector)
            throw Error("Image", imageColumnName, $"expected a vector of known size, got {Describe(image)}: images of varying size must be brought to one size first, by ResizeImages, or the column be declared with [VectorType(height, width, channels)].");
        var label = Find(input, "Label", labelColumnName);
        if (label.Kind != SchemaShape.Column.VectorKind.Scalar || !label.IsKey)
            throw Error("Label", labelColumnName, $"expected a key, got {Describe(label)}. Put Conversion.MapValueToKey(\"{labelColumnName}\") in front.");
        if (label.ItemType.RawType != typeof(uint))
            throw Error("Label", labelColumnName, $"expected Key<UInt32>, got {Describe(label)}. Declare it as uint, or make it by Conversion.MapValueToKey.");
    }

    private static SchemaShape.Column Find(SchemaShape input, string role, string name)
    {
        int index = input.Select(column => column.Name).ToList().LastIndexOf(name);
        return index >= 0 ? input[index] : throw Error(role, name, "there is no column of this name.");
    }

    private static string Describe(SchemaShape.Column column)
    {
        string item = column.IsKey ? $"Key<{column.ItemType}>" : $"{column.ItemType}";
        return column.Kind switch
        {
            SchemaShape.Column.VectorKind.Scalar => item,
            SchemaShape.Column.VectorKind.Vector => $"a vector of {item}",
            _ => $"a vector of {item} of varying size",
        };
    }

    private static ArgumentOutOfRangeException Error(string role, string name, string message) => new("inputSchema", $"{role} column '{name}': {message}");
}
