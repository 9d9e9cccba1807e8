using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Cnn;

/// <summary>What an image column means: decided once, written into the model, and the same in training and scoring.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Shape">The shape of one image: (height, width, channels).</param>
/// <param name="Layout">The order of the values.</param>
/// <param name="IsByte">Whether the values are bytes; otherwise they are floats.</param>
public sealed record ImageColumn(string Name, Shape Shape, ImageLayout Layout, bool IsByte)
{
    /// <summary>What the column holds.</summary>
    /// <value>Default: <see cref="ImageColumnKind.Pixels"/>. Others become pixels by <see cref="Reading"/>: bytes, interleaved.</value>
    public ImageColumnKind Kind { get; init; }

    /// <summary>How images become pixels, or <see langword="null"/> where they are pixels.</summary>
    /// <value>Default: <see langword="null"/>.</value>
    public ImageReading? Reading { get; init; }

    internal PrimitiveDataViewType ItemType => IsByte ? NumberDataViewType.Byte : NumberDataViewType.Single;

    /// <summary>The column's type.</summary>
    internal DataViewType ColumnType => Kind switch
    {
        ImageColumnKind.Path => TextDataViewType.Instance,
        ImageColumnKind.Image => new ImageDataViewType(),
        ImageColumnKind.Encoded => new VectorDataViewType(NumberDataViewType.Byte),
        _ => VectorType,
    };

    /// <summary>The type of the pixels as vector, dimensions in the order of the values.</summary>
    internal VectorDataViewType VectorType => Layout == ImageLayout.Interleaved
        ? new(ItemType, Shape.Height, Shape.Width, Shape.Channels)
        : new(ItemType, Shape.Channels, Shape.Height, Shape.Width);

    /// <summary>Decides what a column means.</summary>
    /// <param name="schema">The schema that has the column.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="shape">The shape of the images, where the column does not tell it: (height, width, channels).</param>
    /// <param name="layout">The order of the values, where the column does not tell it.</param>
    /// <param name="reading">How images become pixels, where the column holds no pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing, of another type, or its meaning is open.</exception>
    internal static ImageColumn Resolve(DataViewSchema schema, string name, Shape? shape, ImageLayout? layout, ImageReading? reading = null)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw Missing(schema, name);
        var kind = KindOf(column.Type);
        if (kind != ImageColumnKind.Pixels)
            return ResolveReading(column, kind, shape is not null || layout is not null, reading);
        if (reading is not null)
            throw Error(name, $"ImageReading is for MLImage, paths and encoded bytes, but the column is {column.Type}. Leave ImageReading out.");
        if (shape is { IsImage: false })
            throw new ArgumentException($"ImageShape is {shape}, but it must have a height, a width and channels, like 28x28x1.", nameof(shape));
        bool isByte = column.Type is VectorDataViewType { ItemType: var item } && item == NumberDataViewType.Byte;
        if (column.Type is not VectorDataViewType vector || (vector.ItemType != NumberDataViewType.Single && !isByte))
            throw Error(name, $"expected a vector of Byte or Single with the pixels, got {column.Type}. A column of MLImage, of paths (text) or of encoded bytes will do too, with ImageReading set.");
        if (!vector.IsKnownSize)
            throw Error(name, $"expected a vector of known size, got {column.Type}: images of varying size must be brought to one size first, by ResizeImages, or the column be declared with [VectorType(height, width, channels)].");
        var (resolvedShape, resolvedLayout) = Interpret(name, vector, shape, layout);
        var resolved = new ImageColumn(name, resolvedShape, resolvedLayout, isByte);
        return resolved.Contradicts(vector)
            ? throw Error(name, $"ImageShape {resolvedShape} with ImageLayout {resolvedLayout} means {resolved.VectorType}, but the column is {vector}. Correct one of them, or declare the column as a flat vector of {vector.Size}.")
            : resolved;
    }

    /// <summary>The column of this name in the data that a model meets.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type, size or order.</exception>
    internal DataViewSchema.Column FindIn(DataViewSchema schema)
    {
        if (schema.GetColumnOrNull(Name) is not { } column)
            throw Missing(schema, Name);
        return Accepts(column.Type) ? column : throw Error(Name, $"expected {ColumnType}, as in the training data, got {column.Type}.");
    }

    /// <summary>Whether a column holds images like those of this one.</summary>
    internal bool Accepts(DataViewType type) => Kind != ImageColumnKind.Pixels
        ? KindOf(type) == Kind
        : type is VectorDataViewType { IsKnownSize: true } vector && vector.Size == Shape.Size && vector.ItemType.Equals(ItemType) && !Contradicts(vector);

    /// <summary>Whether dimensions say another order or size: (3, 28, 28) where (28, 28, 3) is meant. A flat vector says nothing; dimensions of 1 never matter.</summary>
    private bool Contradicts(VectorDataViewType vector)
    {
        int[] declared = [.. vector.Dimensions.Where(d => d != 1)];
        int[] meant = [.. VectorType.Dimensions.Where(d => d != 1)];
        return declared.Length == meant.Length && !declared.SequenceEqual(meant);
    }

    /// <summary>What to say of a column that holds no pixels where no <see cref="ImageReading"/> is set.</summary>
    internal static string MissingReading(string type) =>
        $"{type} does not tell the size of the images that the network is to see. Set ImageReading, for example to new ImageReading(64), for paths and encoded images; pixels need a vector of known size: [VectorType(height, width, channels)].";

    private static ImageColumnKind KindOf(DataViewType type) => type switch
    {
        TextDataViewType => ImageColumnKind.Path,
        ImageDataViewType => ImageColumnKind.Image,
        VectorDataViewType { IsKnownSize: false, Dimensions.Length: 1, ItemType: var item } when item == NumberDataViewType.Byte => ImageColumnKind.Encoded,
        _ => ImageColumnKind.Pixels,
    };

    private static ImageColumn ResolveReading(DataViewSchema.Column column, ImageColumnKind kind, bool hasShape, ImageReading? reading)
    {
        if (hasShape)
            throw Error(column.Name, $"ImageShape and ImageLayout are for vectors of pixels, but the column is {column.Type}. Set ImageReading instead.");
        if (reading is null && column.Type is ImageDataViewType { Height: > 0, Width: > 0 } known)
            reading = new ImageReading((known.Height, known.Width));
        if (reading is null)
            throw Error(column.Name, MissingReading($"{column.Type}"));
        return new ImageColumn(column.Name, reading.Shape, ImageLayout.Interleaved, IsByte: true) { Kind = kind, Reading = reading };
    }

    private static (Shape Shape, ImageLayout Layout) Interpret(string name, VectorDataViewType vector, Shape? shape, ImageLayout? layout)
    {
        if (shape is not null)
        {
            if (shape.Size != vector.Size)
                throw Error(name, $"ImageShape is {shape}, which has {shape.Size} values, but the column is {vector} with {vector.Size}.");
            // With one channel both orders are the same.
            ImageLayout? known = layout ?? (shape.Channels == 1 ? ImageLayout.Interleaved : LayoutOf(vector, shape));
            return (shape, known ?? throw Error(name, $"a {vector} with ImageShape {shape} may hold its channels side by side or one behind the other. Set ImageLayout to Interleaved or Planar."));
        }
        var d = vector.Dimensions;
        return (d.Length, layout) switch
        {
            (2, _) => (new Shape(d[0], d[1], 1), ImageLayout.Interleaved),
            (3, null) when IsChannels(d[2]) && !IsChannels(d[0]) => (new Shape(d[0], d[1], d[2]), ImageLayout.Interleaved),
            (3, null) when IsChannels(d[0]) && !IsChannels(d[2]) => (new Shape(d[1], d[2], d[0]), ImageLayout.Planar),
            (3, null) => throw Error(name, $"in {vector} neither or both of the first and the last dimension could be the channels (1, 3 or 4). Set ImageLayout to Interleaved for (height, width, channels) or to Planar for (channels, height, width)."),
            (3, ImageLayout.Interleaved) => (new Shape(d[0], d[1], d[2]), ImageLayout.Interleaved),
            (3, ImageLayout.Planar) => (new Shape(d[1], d[2], d[0]), ImageLayout.Planar),
            _ => throw Error(name, $"a {vector} does not tell height, width and channels. Set ImageShape, for example to new Shape(28, 28, 1)."),
        };
    }

    private static bool IsChannels(int dimension) => dimension is 1 or 3 or 4;

    private static ImageLayout? LayoutOf(VectorDataViewType vector, Shape shape)
    {
        bool interleaved = vector.Dimensions.SequenceEqual([shape.Height, shape.Width, shape.Channels]);
        bool planar = vector.Dimensions.SequenceEqual([shape.Channels, shape.Height, shape.Width]);
        return interleaved == planar ? null : interleaved ? ImageLayout.Interleaved : ImageLayout.Planar;
    }

    private static ArgumentOutOfRangeException Missing(DataViewSchema schema, string name) =>
        Error(name, ColumnNames.Missing(schema, name));

    private static ArgumentOutOfRangeException Error(string name, string message) => new("inputSchema", $"Image column '{name}': {message}");
}
