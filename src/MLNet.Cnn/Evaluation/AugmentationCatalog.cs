using MLNet.Cnn;

namespace Microsoft.ML;

/// <summary>Shows what an augmentation does to images.</summary>
public static class AugmentationCatalog
{
    /// <summary>A sheet of training images as they are and as training will see them: a row for each image, its original first.</summary>
    /// <remarks>Mixtures mix the images of the sheet. The same options and seed draw the same sheet.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">The training data, as the pipeline hands it to the trainer; its first rows are shown.</param>
    /// <param name="options">The options that will be trained with.</param>
    /// <param name="images">How many images. Default: 6. At least 1.</param>
    /// <param name="variants">How many variants of each. Default: 7. At least 1.</param>
    /// <returns>A picture, to be saved as <c>….png</c> or <c>….svg</c>.</returns>
    /// <exception cref="ArgumentException">A setting is out of its range, or the augmentation does not fit the images.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public static ContactSheet PreviewAugmentation(this DataOperationsCatalog catalog, IDataView data, CnnOptions options, int images = 6, int variants = 7)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(images, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(variants, 1);
        options.Augmentation.Validate();
        var labels = ClassLabels.Resolve(data.Schema, options.LabelColumnName);
        var read = ImageSetReader.Read(catalog.TakeRows(data, images), new ImageIntake
        {
            Image = ImageColumn.Resolve(data.Schema, options.ImageColumnName, options.ImageShape, options.ImageLayout, options.ImageReading),
            Labels = labels,
            UnreadableImages = options.UnreadableImages,
        }).Images;
        if (read.Count == 0)
            throw new InvalidOperationException($"The first {images} rows of the data hold no usable image.");
        options.Augmentation.CheckFits(read.Shape);
        return Sheet(ImageSubset.All(read), labels, options, variants);
    }

    private static ContactSheet Sheet(ImageSubset images, ClassLabels labels, CnnOptions options, int variants)
    {
        var augmenter = BatchAugmenter.Of(options.Augmentation, images, unchecked((ulong)(options.Seed ?? 0)));
        var columns = new List<float[]>();
        for (int column = 0; column <= variants; column++)
        {
            var pixels = new float[images.Count * images.Images.Shape.Size];
            images.Images.Gather(images.Rows, pixels);
            if (column > 0)
                augmenter?.Apply(pixels, new float[images.Count], new float[images.Count], images.Rows, epoch: column - 1, start: 0);
            columns.Add(pixels);
        }
        int size = images.Images.Shape.Size;
        return new ContactSheet([.. images.Rows.SelectMany(row => columns.Select((pixels, column) => new SheetImage(
            images.Images.Shape, pixels.AsMemory(row * size, size), column == 0 ? labels.Names[images.Images.Labels[row]] : "")))])
        {
            Columns = variants + 1,
        };
    }
}
