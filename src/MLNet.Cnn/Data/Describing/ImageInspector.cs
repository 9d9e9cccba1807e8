using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Looks at every image of a view, on all processors.</summary>
internal static class ImageInspector
{
    private const int BlockSize = 256;

    /// <summary>Sums up what was seen.</summary>
    public static ImageDescription Describe(List<InspectedImage> images)
    {
        var readable = images.Where(image => image.Failure is null).ToList();
        var exact = readable.GroupBy(image => image.Sha256).Where(group => group.Count() > 1).Select(group => group.ToList()).ToList();
        var (near, notCompared) = NearGroups.Of([.. readable.DistinctBy(image => image.Sha256)]);
        return new ImageDescription
        {
            Count = images.Count,
            Classes = [.. images.Where(image => image.Image.Label is not null).CountBy(image => image.Image.Label!).OrderBy(count => count.Key, StringComparer.Ordinal).Select(Counted)],
            Sizes = Frequencies(readable, image => image.Size),
            Colors = Frequencies(readable, image => image.Color),
            Formats = Frequencies(readable, image => image.Format.ToString()),
            ExactDuplicates = [.. exact.Select(References)],
            NearDuplicates = [.. near.Select(References)],
            NotCompared = notCompared,
            Suspicious = [.. readable.Where(image => image.Suspicion is not null).Select(image => new SuspiciousImage(image.Image, image.Suspicion!)), .. Contradictions(exact)],
            Unreadable = [.. images.Where(image => image.Failure is not null).Select(image => new UnreadableImage(image.Image.Row, image.Image.Path, image.Failure!))],
        };
    }

    /// <summary>Looks at each image, in the view's order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static List<InspectedImage> Inspect(IDataView data, string imageColumnName, string? labelColumnName)
    {
        var image = Column(data.Schema, imageColumnName);
        var kind = image.Type switch
        {
            TextDataViewType => ImageColumnKind.Path,
            VectorDataViewType { IsKnownSize: false, ItemType: var item } when item == NumberDataViewType.Byte => ImageColumnKind.Encoded,
            _ => throw new ArgumentOutOfRangeException(nameof(imageColumnName), $"Image column '{imageColumnName}': expected paths (text) or encoded bytes (a vector of Byte of varying size), got {image.Type}."),
        };
        var path = kind == ImageColumnKind.Path ? image : data.Schema.GetColumnOrNull(ImageFiles.PathName);
        var label = labelColumnName is null ? (DataViewSchema.Column?)null : Column(data.Schema, labelColumnName);

        using var cursor = data.GetRowCursor(new[] { image, path, label }.OfType<DataViewSchema.Column>().DistinctBy(column => column.Index));
        var readImage = ImageValueReader.Create(cursor, image, kind);
        var readPath = path is { } paths ? ImageValueReader.Create(cursor, paths, ImageColumnKind.Path) : null;
        var readLabel = label is { } labels ? LabelReader(cursor, data.Schema, labels) : null;
        var inspected = new List<InspectedImage>();
        var block = new List<(ImageReference Reference, ImageValue Value)>();
        bool more = true;
        while (more)
        {
            block.Clear();
            while (block.Count < BlockSize && (more = cursor.MoveNext()))
                block.Add((new ImageReference(cursor.Position, readPath?.Invoke().Path, readLabel?.Invoke()), readImage()));
            inspected.AddRange(block.AsParallel().AsOrdered().Select(row => InspectedImage.Of(row.Reference, row.Value)));
        }
        return inspected;
    }

    private static Func<string> LabelReader(DataViewRow row, DataViewSchema schema, DataViewSchema.Column column)
    {
        if (column.Type is TextDataViewType)
        {
            var read = ImageValueReader.Create(row, column, ImageColumnKind.Path);
            return () => read().Path!;
        }
        var labels = ClassLabels.Resolve(schema, column.Name);
        var getter = row.GetGetter<uint>(column);
        uint key = 0;
        return () =>
        {
            getter(ref key);
            return key == 0 ? "(missing)" : labels.Names[(int)key - 1];
        };
    }

    /// <summary>The same file under two labels: one of them is wrong.</summary>
    private static IEnumerable<SuspiciousImage> Contradictions(IEnumerable<List<InspectedImage>> duplicates) =>
        from images in duplicates
        let labels = images.Select(image => image.Image.Label).Distinct().ToList()
        where labels.Count > 1
        from image in images
        select new SuspiciousImage(image.Image, $"the same file is there as {string.Join(" and as ", labels.Select(label => $"'{label}'"))}");

    private static IReadOnlyList<ImageReference> References(IEnumerable<InspectedImage> images) => [.. images.Select(image => image.Image)];

    private static IReadOnlyList<ImageCount> Frequencies(IEnumerable<InspectedImage> images, Func<InspectedImage, string> property) =>
        [.. images.CountBy(property).OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(Counted)];

    private static ImageCount Counted(KeyValuePair<string, int> count) => new(count.Key, count.Value);

    private static DataViewSchema.Column Column(DataViewSchema schema, string name) => schema.GetColumnOrNull(name)
        ?? throw new ArgumentOutOfRangeException(nameof(name), $"There is no column '{name}'. The data has: {string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => c.Name))}.");
}
