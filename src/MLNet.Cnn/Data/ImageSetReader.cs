using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Reads images and labels of a view into memory, in one pass: epochs never touch the view again.</summary>
internal static class ImageSetReader
{
    /// <summary>Reads a view.</summary>
    /// <param name="data">The view.</param>
    /// <param name="image">What its image column means.</param>
    /// <param name="labels">The classes; each row's key counts from 1.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <returns>The images, and how many rows were left out because their label is missing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or is not as in the training data.</exception>
    /// <exception cref="InvalidOperationException">A pixel is not a finite number, or the view cannot be read; the message names the row.</exception>
    public static (ImageSet Images, int Skipped) Read(IDataView data, ImageColumn image, ClassLabels labels, CancellationToken cancellation)
    {
        var imageColumn = image.FindIn(data.Schema);
        var labelColumn = labels.FindIn(data.Schema);
        var images = new ImageSet(image);
        int skipped = 0;
        using var cursor = data.GetRowCursor([imageColumn, labelColumn]);
        var readImage = images.Store.Reader(cursor, imageColumn);
        var readLabel = cursor.GetGetter<uint>(labelColumn);
        uint key = 0;
        while (MoveNext(cursor))
        {
            cancellation.ThrowIfCancellationRequested();
            readLabel(ref key);
            // Keys count from 1; 0 is a missing one.
            if (key == 0 || key > (uint)labels.Count)
            {
                skipped++;
                continue;
            }
            if (!readImage())
                throw new InvalidOperationException($"Image column '{image.Name}', row {cursor.Position}: a pixel is not a finite number (NaN or infinite). Clean the data, or drop such rows with FilterRowsByMissingValues(\"{image.Name}\").");
            images.AddLabel((int)key - 1);
        }
        return (images, skipped);
    }

    private static bool MoveNext(DataViewRowCursor cursor)
    {
        try
        {
            return cursor.MoveNext();
        }
        catch (InvalidOperationException wrapper) when (wrapper.InnerException is not null)
        {
            // ML.NET's parallel cursors wrap what went wrong in "Splitter/consolidator worker encountered exception".
            var cause = wrapper.GetBaseException();
            throw new InvalidOperationException($"Reading the data failed behind row {cursor.Position}: {cause.Message}", wrapper);
        }
    }
}
