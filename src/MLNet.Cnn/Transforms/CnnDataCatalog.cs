using MLNet.Cnn;

namespace Microsoft.ML;

/// <summary>Sources of images in ML.NET's catalog of data.</summary>
public static class CnnDataCatalog
{
    /// <summary>Lists the image files of a folder with their classes: each folder directly below is a class, with all images in it and below.</summary>
    /// <remarks>
    /// Columns: <c>ImagePath</c>, the full path; <c>Label</c>, the class; and, read of a file only when asked for, <c>Image</c>, its bytes, <c>Height</c> and
    /// <c>Width</c>. <c>TrainCnn</c> takes <c>ImagePath</c> (the model is made of ML.NET's own components) and <c>Image</c> (upright by EXIF; the model needs this
    /// package). Files are sorted by path; hidden ones and those that do not end in .jpg, .jpeg, .png, .bmp, .gif or .webp are left out.
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The folder.</param>
    /// <param name="labelPattern">For images whose names tell the class: a regular expression whose group <c>label</c> gives it out of a file's path below the folder,
    /// as <c>^(?&lt;label&gt;[a-z]+)</c> out of <c>cat.12.jpg</c>. Default: <see langword="null"/>, class folders.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There are no images, or images whose class is not known; the message names one.</exception>
    /// <exception cref="ArgumentException">The pattern is no regular expression with a group <c>label</c>.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static IDataView LoadFromImageFolder(this DataOperationsCatalog catalog, string path, string? labelPattern = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return ImageFiles.View(catalog, ImageFolder.Files(path, labelPattern));
    }

    /// <summary>Lists the image files of a folder in two views, to learn from and to test with.</summary>
    /// <remarks>A folder with <c>train</c> and <c>test</c> inside, each with class folders, is used as such; otherwise a share of each class is held out, the same for the
    /// same seed. Columns: those of <see cref="LoadFromImageFolder"/>.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The folder.</param>
    /// <param name="testFraction">The share of each class to hold out. Default: 0.2. Range: above 0, below 1.</param>
    /// <param name="seed">Which images are held out. Default: 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of its range.</exception>
    /// <inheritdoc cref="LoadFromImageFolder" path="/exception"/>
    public static ImageFolderSplit LoadTrainTestFromImageFolder(this DataOperationsCatalog catalog, string path, double testFraction = 0.2, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return ImageFolderSplit.Load(catalog, path, testFraction, seed);
    }
}
