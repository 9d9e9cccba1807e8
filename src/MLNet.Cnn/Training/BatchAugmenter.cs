namespace MLNet.Cnn;

/// <summary>Augments and mixes the batches of one training. For one thread at a time.</summary>
internal sealed class BatchAugmenter
{
    private readonly Shape _shape;
    private readonly ulong _seed;
    private readonly ImageAugmenter _images;
    private readonly BatchMixer _mixer;

    private BatchAugmenter(Augmentation augmentation, ImageSubset train, ulong seed)
    {
        _shape = train.Images.Shape;
        _seed = seed;
        // Only operations that do not tell the range need it, and finding it reads every image.
        var range = augmentation.Any(operation => operation is ColorOperation { ValueRange: null }) ? train.ValueRange() : default;
        _images = new ImageAugmenter(augmentation, _shape, range);
        _mixer = new BatchMixer(augmentation, _shape);
    }

    /// <summary>What augments a training, or <see langword="null"/> where nothing does.</summary>
    public static BatchAugmenter? Of(Augmentation augmentation, ImageSubset train, ulong seed) =>
        augmentation.Count == 0 ? null : new BatchAugmenter(augmentation, train, seed);

    /// <summary>Changes a batch in place; a pure function of the seed, the epoch and the places of the images in it.</summary>
    /// <param name="pixels">(count, height, width, channels).</param>
    /// <param name="targets">(count, outputs).</param>
    /// <param name="weights">How much each image counts.</param>
    /// <param name="rows">The rows of its images.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="start">The place of the batch's first image in the epoch's order.</param>
    public void Apply(Span<float> pixels, Span<float> targets, Span<float> weights, ReadOnlySpan<int> rows, int epoch, int start)
    {
        for (int i = 0; i < rows.Length; i++)
            _images.Apply(pixels.Slice(i * _shape.Size, _shape.Size), new ImageTurn(_seed, epoch, start + i, rows[i]));
        _mixer.Apply(pixels, targets, weights, new KeyedRandom(_seed, RandomPurpose.Mixing, epoch, start));
    }
}
