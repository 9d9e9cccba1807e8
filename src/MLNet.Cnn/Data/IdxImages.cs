using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Images and labels out of two IDX files, as a view that reads the files anew at every pass and keeps nothing in memory.</summary>
internal static class IdxImages
{
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is no IDX file, or the two do not belong together.</exception>
    public static IDataView Load(DataOperationsCatalog catalog, string imagesPath, string labelsPath)
    {
        int[] shape = Check(imagesPath, labelsPath);
        var schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Image)].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, shape);
        return catalog.LoadFromEnumerable(Read(imagesPath, labelsPath), schema);
    }

    private static int[] Check(string imagesPath, string labelsPath)
    {
        using var images = IdxFile.Open(imagesPath);
        using var labels = IdxFile.Open(labelsPath);
        if (images.Dimensions.Length is not (3 or 4))
            throw new InvalidDataException($"'{imagesPath}' has {images.Dimensions.Length} dimensions; images have three (count, height, width) or four (and channels). Were images and labels exchanged?");
        if (labels.Dimensions.Length != 1)
            throw new InvalidDataException($"'{labelsPath}' has {labels.Dimensions.Length} dimensions; labels have one. Were images and labels exchanged?");
        if (images.Count != labels.Count)
            throw new InvalidDataException($"'{imagesPath}' has {images.Count} images, but '{labelsPath}' has {labels.Count} labels.");
        return images.Dimensions[1..];
    }

    private static IEnumerable<Row> Read(string imagesPath, string labelsPath)
    {
        using var images = IdxFile.Open(imagesPath);
        using var labels = IdxFile.Open(labelsPath);
        // One row for all: ML.NET copies its values before it asks for the next.
        var row = new Row { Image = new byte[images.RowSize] };
        var label = new byte[1];
        string[] names = [.. Enumerable.Range(0, 256).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        for (int i = 0; i < images.Count; i++)
        {
            images.ReadRow(row.Image);
            labels.ReadRow(label);
            row.Label = names[label[0]];
            yield return row;
        }
    }

    private sealed class Row
    {
        public byte[] Image { get; set; } = [];

        public string Label { get; set; } = "";
    }
}
