using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>Whether the rows that were read can be trained on.</summary>
internal static class TrainingRows
{
    /// <summary>Throws if they cannot.</summary>
    /// <exception cref="InvalidOperationException">There are none, or all are of one class.</exception>
    public static void Check(ImageSet images, ClassLabels labels, int skipped, IReadOnlyList<UnreadableImage> unreadable)
    {
        if (images.Count == 0)
        {
            if (unreadable.Count > 0)
                throw new UnreadableImagesException($"The training data has no usable rows. {UnreadableImagesException.Describe(unreadable)}", unreadable);
            throw skipped == 0 ? None() : new InvalidOperationException($"The training data has no usable rows: the label is missing in {(skipped == 1 ? "the only one" : $"all {skipped}")}.");
        }
        if (images.Labels.Distinct().Take(2).Count() == 1)
            throw new InvalidOperationException($"Label column '{labels.ColumnName}': {(images.Count == 1 ? "the only row has" : $"all {images.Count} rows have")} the class '{labels.Names[images.Labels[0]]}'. A choice needs at least two.");
    }

    /// <summary>Whether a view has no rows. No column is read.</summary>
    public static bool AreNone(IDataView data)
    {
        using var cursor = data.GetRowCursor([]);
        return !cursor.MoveNext();
    }

    public static InvalidOperationException None() => new("The training data has no rows.");
}
