namespace MLNet.Cnn;

/// <summary>Makes the batches of an epoch out of rows.</summary>
/// <remarks>
/// With an augmentation batches are made ahead on a thread of their own. Without one there is little to do, and they are made by who asks for them:
/// a second busy thread would cost the engine more than it takes off it.
/// </remarks>
internal sealed class BatchFeeder(ImageSet images, int batchSize, int outputs, BatchAugmenter? augmenter = null)
{
    private readonly BatchBuffer[] _ring = [.. Enumerable.Range(0, augmenter is null ? 1 : BatchPrefetcher.Ring)
        .Select(_ => BatchBuffer.Allocate(batchSize, images.Shape.Size, outputs))];

    /// <summary>The training batches of an epoch in order, in buffers that are used again: a batch is valid until the next one is asked for.</summary>
    /// <param name="order">The rows of the epoch.</param>
    /// <param name="epoch">The epoch, counted from 0: with the place in the order, the key of whatever is drawn at random.</param>
    /// <param name="firstStep">How many batches to leave out at the beginning, because they were trained on before.</param>
    public IEnumerable<TrainingBatch> Epoch(int[] order, int epoch, int firstStep = 0)
    {
        var fillers = Fillers(order, epoch, firstStep);
        if (augmenter is null)
        {
            foreach (var fill in fillers)
                yield return fill(_ring[0]);
            yield break;
        }
        using var prefetcher = new BatchPrefetcher(_ring, fillers);
        foreach (var batch in prefetcher.Batches())
            yield return batch;
    }

    private IEnumerable<Func<BatchBuffer, TrainingBatch>> Fillers(int[] order, int epoch, int firstStep)
    {
        for (int start = firstStep * batchSize; start < order.Length; start += batchSize)
        {
            int first = start, count = Math.Min(batchSize, order.Length - start);
            yield return buffer => Fill(buffer, order.AsSpan(first, count), epoch, first);
        }
    }

    private TrainingBatch Fill(BatchBuffer buffer, ReadOnlySpan<int> rows, int epoch, int start)
    {
        var targets = buffer.Targets[..(rows.Length * outputs)];
        var pixels = buffer.Pixels[..(rows.Length * images.Shape.Size)];
        ClassTargets.Write(images.Labels, rows, outputs, targets.Span);
        images.Gather(rows, pixels.Span);
        float[] weights = images.WeightsOf(rows);
        augmenter?.Apply(pixels.Span, targets.Span, weights, rows, epoch, start);
        return new TrainingBatch(new ImageBatch(images.Shape, pixels), targets, weights);
    }
}
