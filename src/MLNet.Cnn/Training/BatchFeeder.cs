namespace MLNet.Cnn;

/// <summary>Makes the batches of an epoch out of rows.</summary>
internal sealed class BatchFeeder(ImageSet images, int batchSize, int outputs)
{
    private readonly Memory<float> _pixels = AlignedBuffer.Allocate(batchSize * images.Shape.Size);
    private readonly float[] _targets = new float[batchSize * outputs];

    /// <summary>The training batches of an epoch in order, in buffers that are used again: a batch is valid until the next one is asked for.</summary>
    /// <param name="order">The rows of the epoch.</param>
    /// <param name="epoch">The epoch, counted from 0: with the step, the key of whatever is drawn at random.</param>
    /// <param name="firstStep">How many batches to leave out at the beginning, because they were trained on before.</param>
    public IEnumerable<TrainingBatch> Epoch(int[] order, int epoch, int firstStep = 0)
    {
        for (int start = firstStep * batchSize; start < order.Length; start += batchSize)
            yield return Batch(order.AsSpan(start, Math.Min(batchSize, order.Length - start)));
    }

    /// <summary>Images with their targets.</summary>
    private TrainingBatch Batch(ReadOnlySpan<int> rows)
    {
        var targets = _targets.AsMemory(0, rows.Length * outputs);
        ClassTargets.Write(images.Labels, rows, outputs, targets.Span);
        var pixels = _pixels[..(rows.Length * images.Shape.Size)];
        images.Gather(rows, pixels.Span);
        return new TrainingBatch(new ImageBatch(images.Shape, pixels), targets);
    }
}
