namespace MLNet.Cnn;

/// <summary>Makes batches out of rows, in buffers that are used again: a batch is valid until the next one is asked for.</summary>
internal sealed class BatchFeeder(ImageSet images, int batchSize, int outputs)
{
    private readonly Memory<float> _pixels = AlignedBuffer.Allocate(batchSize * images.Shape.Size);
    private readonly float[] _targets = new float[batchSize * outputs];

    /// <summary>Training images with a target of 1 at the class and 0 elsewhere.</summary>
    public TrainingBatch Batch(ReadOnlySpan<int> rows)
    {
        var targets = _targets.AsMemory(0, rows.Length * outputs);
        targets.Span.Clear();
        for (int i = 0; i < rows.Length; i++)
            targets.Span[i * outputs + images.Labels[rows[i]]] = 1;
        return new TrainingBatch(Images(images, rows), targets);
    }

    /// <summary>Images alone, of this or another set of the same shape.</summary>
    public ImageBatch Images(ImageSet set, ReadOnlySpan<int> rows)
    {
        var pixels = _pixels[..(rows.Length * set.Shape.Size)];
        set.Gather(rows, pixels.Span);
        return new ImageBatch(set.Shape, pixels);
    }
}
