using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Cnn;

/// <summary>Reads images and labels of a view into memory, in one pass: epochs never touch the view again.</summary>
internal static class ImageSetReader
{
    /// <summary>Reads a view.</summary>
    /// <param name="data">The view.</param>
    /// <param name="intake">What to read, and how.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or is not as in the training data.</exception>
    /// <exception cref="UnreadableImagesException">Images could not be read, and are not to be skipped.</exception>
    /// <exception cref="InvalidOperationException">A pixel is not a finite number, or the view cannot be read; the message names the row.</exception>
    public static ImageIntakeResult Read(IDataView data, ImageIntake intake)
    {
        var (image, labels) = (intake.Image, intake.Labels);
        var imageColumn = image.FindIn(data.Schema);
        var labelColumn = labels.FindIn(data.Schema);
        var pathColumn = image.Kind == ImageColumnKind.Encoded ? data.Schema.GetColumnOrNull(ImageFiles.PathName) : null;
        using var cursor = data.GetRowCursor(pathColumn is { } path ? [imageColumn, labelColumn, path] : [imageColumn, labelColumn]);
        var rows = new LabelledRows(cursor, labelColumn, labels, intake.CancellationToken);
        var images = new ImageSet(image);
        if (image.Kind != ImageColumnKind.Pixels)
        {
            using var decoding = new ImageDecoding(cursor, imageColumn, pathColumn, intake);
            decoding.ReadInto(images, rows);
            return new ImageIntakeResult(images, rows.Skipped, decoding.Unreadable);
        }
        var readImage = images.Store.Reader(cursor, imageColumn);
        while (rows.MoveNext())
        {
            if (!readImage())
                throw new InvalidOperationException($"Image column '{image.Name}', row {cursor.Position}: a pixel is not a finite number (NaN or infinite). Clean the data, or drop such rows with FilterRowsByMissingValues(\"{image.Name}\").");
            images.AddLabel(rows.Label);
        }
        return new ImageIntakeResult(images, rows.Skipped, []);
    }
}
