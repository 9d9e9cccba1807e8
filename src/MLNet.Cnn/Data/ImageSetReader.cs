using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>Reads images and labels of a view: epochs never touch the view again.</summary>
internal static class ImageSetReader
{
    /// <summary>Reads a view.</summary>
    /// <param name="data">The view.</param>
    /// <param name="intake">What to read, and how.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing, or is not as in the training data.</exception>
    /// <exception cref="UnreadableImagesException">Images could not be read, and are not to be skipped.</exception>
    /// <exception cref="InvalidOperationException">A pixel is not a finite number, or the view cannot be read; the message names the row.</exception>
    /// <exception cref="IOException">The images are more than the memory budget, and the file that they go to cannot be written.</exception>
    public static ImageIntakeResult Read(IDataView data, ImageIntake intake)
    {
        var imageColumn = intake.Image.FindIn(data.Schema);
        var labelColumn = intake.Labels.FindIn(data.Schema);
        if (intake.Image.Kind != ImageColumnKind.Pixels)
            return new DecodedImageReader(data, imageColumn, labelColumn, intake).Read();
        var weightColumn = ExampleWeights.FindIn(data.Schema, intake.WeightColumnName);
        using var cursor = data.GetRowCursor(new[] { imageColumn, labelColumn, weightColumn }.OfType<DataViewSchema.Column>());
        var rows = new LabelledRows(cursor, labelColumn, weightColumn, intake.Labels, intake.CancellationToken);
        var images = new ImageSet(intake.Image, intake.NewRows());
        try
        {
            var readImage = images.Store.Reader(cursor, imageColumn);
            while (rows.MoveNext())
            {
                float largest = readImage();
                if (!(Math.Abs(largest) <= intake.LargestPixel))
                    throw Unusable(cursor.Position, largest);
                images.Add(rows.Label, rows.Weight);
            }
            images.Store.Complete();
            return new ImageIntakeResult(images, rows.Skipped, []);
        }
        catch
        {
            images.Dispose();
            throw;
        }

        InvalidOperationException Unusable(long row, float pixel) => new($"Image column '{intake.Image.Name}', row {row}: a pixel is " + (float.IsFinite(pixel)
            ? FormattableString.Invariant($"{pixel:G4}, but its magnitude must be below {intake.LargestPixel:G2}: its square is no finite float, so that training would compute with infinities. Clean the data, or give the network a Rescaling in front.")
            : $"not a finite number (NaN or infinite). Clean the data, or drop such rows with FilterRowsByMissingValues(\"{intake.Image.Name}\")."));
    }
}
