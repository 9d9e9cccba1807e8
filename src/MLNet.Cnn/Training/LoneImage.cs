namespace MLNet.Cnn;

/// <summary>An epoch whose last batch holds a single image, which BatchNormalization would normalize by itself.</summary>
internal static class LoneImage
{
    /// <summary>Says so in words, or nothing where it is not the case.</summary>
    public static string? Warning(Network network, int images, int batchSize)
    {
        bool isAlone = batchSize > 1 && images > 1 && images % batchSize == 1;
        if (!isAlone || network.Layers.FirstOrDefault(layer => layer.Layer is BatchNormalization { Trainable: true }) is not { } layer)
            return null;
        int better = Enumerable.Range(2, batchSize - 2).LastOrDefault(size => images % size != 1);
        string remedy = better > 0 ? FormattableString.Invariant($" BatchSize {better} leaves more.") : "";
        return FormattableString.Invariant($"The last batch of each epoch holds a single image ({images} images, BatchSize {batchSize}), so layer '{layer.Name}' (BatchNormalization) has no batch to normalize by there; it takes the image's own statistics, as Keras does.{remedy}");
    }
}
