namespace MLNet.Cnn;

/// <summary>Images and their classes, in memory or in a file that is mapped into it, as small as they came: bytes stay bytes. Rows are (height, width, channels).</summary>
internal sealed class ImageSet : IDisposable
{
    private readonly ImageStore _store;
    private readonly List<int> _labels = [];
    private readonly List<float> _weights = [];

    /// <param name="column">What the images are.</param>
    /// <param name="rows">Where their pixels are.</param>
    public ImageSet(ImageColumn column, PixelRows rows)
    {
        Shape = column.Shape;
        _store = column.IsByte ? new ImageStore<byte>(column, rows) : new ImageStore<float>(column, rows);
        Pixels = rows;
    }

    public Shape Shape { get; }

    public int Count => _labels.Count;

    /// <summary>The class of each image, from 0 on.</summary>
    public IReadOnlyList<int> Labels => _labels;

    public ImageStore Store => _store;

    /// <summary>Where the pixels are.</summary>
    public PixelRows Pixels { get; }

    /// <summary>Adds the class of the next image, and how much it counts.</summary>
    public void Add(int label, float weight = 1)
    {
        _labels.Add(label);
        _weights.Add(weight);
    }

    /// <summary>Lets the images of each class count so many times as much.</summary>
    public void Weigh(IReadOnlyList<double> classWeights)
    {
        for (int i = 0; i < Count; i++)
            _weights[i] *= (float)classWeights[_labels[i]];
    }

    /// <summary>How much each of some rows counts.</summary>
    public float[] WeightsOf(ReadOnlySpan<int> rows)
    {
        var weights = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            weights[i] = _weights[rows[i]];
        return weights;
    }

    /// <summary>Writes the chosen images, one behind the other, as floats.</summary>
    public void Gather(ReadOnlySpan<int> rows, Span<float> pixels)
    {
        int size = Shape.Size;
        for (int i = 0; i < rows.Length; i++)
            _store.CopyTo(rows[i], pixels.Slice(i * size, size));
    }

    public void Dispose() => _store.Dispose();
}
