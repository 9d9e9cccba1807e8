using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>A row with a label and an image that is yet to be decoded.</summary>
/// <param name="Value">The image.</param>
/// <param name="Label">Its class, from 0 on.</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="Row">The row of the view.</param>
internal readonly record struct ImageRow(ImageValue Value, int Label, float Weight, long Row);

/// <summary>The labelled rows of a view, block by block, so that each block can be worked on by several threads.</summary>
internal sealed class ImageRows : IDisposable
{
    private readonly DataViewRowCursor _cursor;
    private readonly LabelledRows _rows;
    private readonly Func<ImageValue> _readValue;
    private readonly Func<string?> _readPath;

    /// <param name="data">The view.</param>
    /// <param name="image">The column with the images.</param>
    /// <param name="label">The column with their classes.</param>
    /// <param name="intake">The settings.</param>
    public ImageRows(IDataView data, DataViewSchema.Column image, DataViewSchema.Column label, ImageIntake intake)
    {
        // Encoded bytes do not know where they come from; views of image files do.
        var path = intake.Image.Kind == ImageColumnKind.Encoded ? data.Schema.GetColumnOrNull(ImageFiles.PathName) : null;
        var weight = ExampleWeights.FindIn(data.Schema, intake.WeightColumnName);
        _cursor = data.GetRowCursor(new[] { image, label, path, weight }.OfType<DataViewSchema.Column>());
        try
        {
            _rows = new LabelledRows(_cursor, label, weight, intake.Labels, intake.CancellationToken);
            _readValue = ImageValueReader.Create(_cursor, image, intake.Image.Kind);
            var readPath = path is { } column ? ImageValueReader.Create(_cursor, column, ImageColumnKind.Path) : null;
            _readPath = () => readPath?.Invoke().Path;
        }
        catch
        {
            _cursor.Dispose();
            throw;
        }
    }

    /// <summary>How many rows were passed over because their label is missing.</summary>
    public int Skipped => _rows.Skipped;

    /// <summary>Reads blocks until the view ends; the same list each time.</summary>
    public IEnumerable<IReadOnlyList<ImageRow>> Blocks(int blockSize)
    {
        var block = new List<ImageRow>(blockSize);
        while (true)
        {
            block.Clear();
            while (block.Count < blockSize && _rows.MoveNext())
                block.Add(new ImageRow(ReadValue(), _rows.Label, _rows.Weight, _rows.Position));
            if (block.Count == 0)
                yield break;
            yield return block;
        }
    }

    public void Dispose() => _cursor.Dispose();

    private ImageValue ReadValue()
    {
        var value = _readValue();
        return value.Path is null ? value with { Path = _readPath() } : value;
    }
}
