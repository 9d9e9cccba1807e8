using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Cnn;

/// <summary>What the trainer asks of its input and promises of its output, before any data is seen.</summary>
internal static class TrainerSchema
{
    private const string Temporary = "__cnn.Features";

    /// <summary>The input with <c>Score</c> and <c>PredictedLabel</c>.</summary>
    /// <remarks>
    /// The parts of a <see cref="SchemaShape"/> cannot be made outside ML.NET. A stock multiclass trainer promises just the same columns, so it is
    /// asked; it wants a vector of Single, which a stock conversion of the label provides, whatever the images are.
    /// </remarks>
    public static SchemaShape Output(SchemaShape input, string imageColumnName, string labelColumnName, bool hasReading, string? weightColumnName = null)
    {
        CheckImage(Find(input, "Image", imageColumnName), hasReading);
        CheckLabel(Find(input, "Label", labelColumnName));
        if (weightColumnName is not null)
            CheckWeight(Find(input, "Weight", weightColumnName));
        var stock = new MLContext();
        return stock.Transforms.Conversion.MapKeyToVector(Temporary, labelColumnName)
            .Append(stock.MulticlassClassification.Trainers.NaiveBayes(labelColumnName, Temporary))
            .Append(stock.Transforms.DropColumns(Temporary))
            .GetOutputSchema(input);
    }

    /// <summary>The input with <c>Score</c> and <c>PredictedLabel</c> of classes that are known, whether or not there are labels: the trainer is asked about labels made for it.</summary>
    public static SchemaShape Scored(SchemaShape input, string imageColumnName, bool hasReading, IReadOnlyList<string> classNames)
    {
        CheckImage(Find(input, "Image", imageColumnName), hasReading);
        var stock = new MLContext();
        var names = stock.Data.LoadFromEnumerable(classNames.Select(name => new ClassName { Name = name }));
        return stock.Transforms.CustomMapping<NoColumns, ClassName>((_, _) => { }, contractName: null)
            .Append(stock.Transforms.Conversion.MapValueToKey(ClassName.Column, keyData: names))
            .Append(stock.Transforms.Conversion.MapKeyToVector(Temporary, ClassName.Column))
            .Append(stock.MulticlassClassification.Trainers.NaiveBayes(ClassName.Column, Temporary))
            .Append(stock.Transforms.DropColumns(Temporary, ClassName.Column))
            .GetOutputSchema(input);
    }

    private sealed class NoColumns;

    private sealed class ClassName
    {
        public const string Column = "__cnn.Class";

        [ColumnName(Column)]
        public string Name { get; set; } = "";
    }

    private static void CheckImage(SchemaShape.Column image, bool hasReading)
    {
        bool isScalar = image.Kind == SchemaShape.Column.VectorKind.Scalar && !image.IsKey;
        bool isPixels = image.Kind != SchemaShape.Column.VectorKind.Scalar && !image.IsKey
            && (image.ItemType == NumberDataViewType.Byte || image.ItemType == NumberDataViewType.Single);
        // An image may have its size in its type, which is seen only once there is data.
        if (isScalar && image.ItemType is ImageDataViewType)
            return;
        bool isPath = isScalar && image.ItemType == TextDataViewType.Instance;
        bool isEncoded = isPixels && image.Kind == SchemaShape.Column.VectorKind.VariableVector && image.ItemType == NumberDataViewType.Byte;
        if (!isPixels && !isPath)
            throw Error("Image", image.Name, $"expected a vector of Byte or Single with the pixels, got {Describe(image)}. A column of MLImage, of paths (text) or of encoded bytes will do too, with ImageReading set.");
        if ((isPath || isEncoded) && !hasReading)
            throw Error("Image", image.Name, ImageColumn.MissingReading(Describe(image)));
        if (image.Kind == SchemaShape.Column.VectorKind.VariableVector && !isEncoded)
            throw Error("Image", image.Name, $"expected a vector of known size, got {Describe(image)}: images of varying size must be brought to one size first, by ResizeImages, or the column be declared with [VectorType(height, width, channels)].");
    }

    private static void CheckLabel(SchemaShape.Column label)
    {
        if (label.Kind != SchemaShape.Column.VectorKind.Scalar || !label.IsKey)
            throw Error("Label", label.Name, $"expected a key, got {Describe(label)}. Put Conversion.MapValueToKey(\"{label.Name}\") in front.");
        if (label.ItemType.RawType != typeof(uint))
            throw Error("Label", label.Name, $"expected Key<UInt32>, got {Describe(label)}. Declare it as uint, or make it by Conversion.MapValueToKey.");
    }

    private static void CheckWeight(SchemaShape.Column weight)
    {
        if (weight.Kind != SchemaShape.Column.VectorKind.Scalar || weight.IsKey || weight.ItemType != NumberDataViewType.Single)
            throw Error("Weight", weight.Name, $"expected Single, got {Describe(weight)}. Put Conversion.ConvertType(\"{weight.Name}\", outputKind: DataKind.Single) in front.");
    }

    private static SchemaShape.Column Find(SchemaShape input, string role, string name)
    {
        int index = input.Select(column => column.Name).ToList().LastIndexOf(name);
        return index >= 0 ? input[index] : throw Error(role, name, ColumnNames.Missing(input.Select(column => column.Name), name));
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
