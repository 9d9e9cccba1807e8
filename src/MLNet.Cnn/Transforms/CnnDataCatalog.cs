using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLNet.Cnn;

namespace Microsoft.ML;

/// <summary>Sources of images in ML.NET's catalog of data.</summary>
public static class CnnDataCatalog
{
    /// <summary>Lists the image files of a folder with their classes: each folder directly below is a class, with all images in it and below.</summary>
    /// <remarks>
    /// A folder that is divided into <c>train</c> and <c>test</c> or the like is refused, because its test images would be trained on: <see cref="LoadTrainTestFromImageFolder"/> loads it.
    /// Columns: <c>ImagePath</c>, the full path; <c>Label</c>, the class; and, read of a file only when asked for, <c>Image</c>, its bytes, <c>Height</c> and
    /// <c>Width</c>. <c>TrainCnn</c> takes <c>ImagePath</c> (the model is made of ML.NET's own components) and <c>Image</c> (upright by EXIF; the model needs this
    /// package). Files are sorted by path; those that do not end in .jpg, .jpeg, .jpe, .jfif, .png, .bmp, .gif or .webp are left out, and the log warns of them with their number; hidden ones are left out without a word.
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The folder.</param>
    /// <param name="labelPattern">For images whose names tell the class: a regular expression whose group <c>label</c> gives it out of a file's path below the folder,
    /// as <c>^(?&lt;label&gt;[a-z]+)</c> out of <c>cat.12.jpg</c>. Default: <see langword="null"/>, class folders.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There are no images, or images whose class is not known, or the folder is divided or may be read in two ways; the message names what it is.</exception>
    /// <exception cref="ArgumentException">The pattern is no regular expression with a group <c>label</c>.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static IDataView LoadFromImageFolder(this DataOperationsCatalog catalog, string path, string? labelPattern = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var (images, leftOut) = labelPattern is null ? FolderLayout.Of(path).Undivided() : ImageFolder.Read(path, labelPattern);
        Tell(catalog, division: null, leftOut);
        return ImageFiles.View(catalog, images);
    }

    /// <summary>Lists the image files of a folder in views of their own: to learn from, to validate on and to test with.</summary>
    /// <remarks>
    /// <para>A folder may be divided already, into <c>train</c>, <c>test</c> and <c>val</c>, each with the same class folders inside. <c>training</c>, <c>testing</c>, <c>valid</c> and <c>validation</c> mean
    /// the same, in any case, and so do names with something around these words that is the same in each, as <c>seg_train</c> and <c>seg_test</c>; a folder that holds nothing but one of its own name is passed through.
    /// Test images are then used as such, whatever share and seed are, and validation images are <see cref="ImageFolderSplit.Validation"/>. Images beside these folders are left out, which the log and
    /// <see cref="ImageFolderSplit.LeftOut"/> say.</para>
    /// <para>Without test images of its own, a share of each class of the folder (of its <c>train</c>, if it is divided) is held out, the same for the same seed.</para>
    /// <para>A folder named <c>train</c> with images directly in it and no <c>test</c> or <c>validation</c> beside it is a class (car, bus, train). What may be read in two ways is refused.</para>
    /// <para>Columns: those of <see cref="LoadFromImageFolder"/>.</para>
    /// </remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The folder.</param>
    /// <param name="testFraction">The share of each class to hold out. Default: 0.2. Range: above 0, below 1.</param>
    /// <param name="seed">Which images are held out. Default: 1.</param>
    /// <param name="fold">Which share is held out, for cross-validation: 0 to 4 with a fraction of 0.2, each image once. Default: 0; a folder with test images of its own has no other.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share or the fold is out of its range.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There are no images, or images whose class is not known, or the folder may be read in two ways; the message names what it is.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static ImageFolderSplit LoadTrainTestFromImageFolder(this DataOperationsCatalog catalog, string path, double testFraction = 0.2, int seed = 1, int fold = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var split = ImageFolderSplit.Load(catalog, path, testFraction, seed, fold);
        Tell(catalog, split.Division, split.LeftOut);
        return split;
    }

    /// <summary>Reads a list of image files and their classes: a CSV or TSV file with a line for each.</summary>
    /// <remarks>Columns: those of <see cref="LoadFromImageFolder"/>. Paths are relative to the list's folder. Files are not looked at: one that is missing is found, and reported
    /// with its row and path, when it is read.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The list, in UTF-8: tab-separated if its name ends in .tsv or .txt, else comma-separated; cells may be in quotation marks.</param>
    /// <param name="hasHeader">Whether the first line names the columns. Default: <see langword="false"/>.</param>
    /// <param name="pathColumn">The column with the paths: its name, or its number from 0 on. Default: <c>0</c>.</param>
    /// <param name="labelColumn">The column with the classes, in the same way. Default: <c>1</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">A column is missing, or a line is broken; the message names it.</exception>
    public static IDataView LoadFromImageList(
        this DataOperationsCatalog catalog, string path, bool hasHeader = false, string pathColumn = "0", string labelColumn = "1")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrEmpty(pathColumn);
        ArgumentException.ThrowIfNullOrEmpty(labelColumn);
        return ImageFiles.View(catalog, ImageList.Files(path, hasHeader, pathColumn, labelColumn));
    }

    /// <summary>Reads the binary files of CIFAR-10 or CIFAR-100, plain or compressed with gzip.</summary>
    /// <remarks>Columns: <c>Image</c>, a vector of Byte (3, 32, 32), planar, and <c>Label</c>, text. The files are read anew at every pass.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="labels">Which set, and which of its labels.</param>
    /// <param name="paths">The files: <c>data_batch_1.bin</c> to <c>data_batch_5.bin</c>.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is not of this kind; the message names it.</exception>
    public static IDataView LoadFromCifar(this DataOperationsCatalog catalog, CifarLabels labels, params IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(paths);
        return CifarFile.Load(catalog, paths, labels);
    }

    /// <summary>Images that the program gives when they are asked for, as encoded bytes: out of a database, an archive, a download.</summary>
    /// <remarks>Columns: <c>Image</c>, a vector of Byte of varying size, and <c>Label</c>, text. Nothing is kept: each pass asks anew; what is not asked for is not made. May be asked from
    /// several threads at once.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="rows">What there is an image of each.</param>
    /// <param name="image">The encoded image of a row: the content of a JPEG file, for example.</param>
    /// <param name="label">The class of a row.</param>
    public static IDataView LoadFromImages<TRow>(
        this DataOperationsCatalog catalog, IReadOnlyList<TRow> rows, Func<TRow, byte[]> image, Func<TRow, string> label)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(label);
        return CallbackImages.Encoded(catalog, rows, image, label);
    }

    /// <summary>Images that the program gives when they are asked for, as <see cref="MLImage"/>.</summary>
    /// <remarks>Columns: <c>Image</c>, <c>MLImage</c>, and <c>Label</c>, text; otherwise as the other overload. The program owns the images it gives.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="rows">What there is an image of each.</param>
    /// <param name="image">The image of a row.</param>
    /// <param name="label">The class of a row.</param>
    public static IDataView LoadFromImages<TRow>(
        this DataOperationsCatalog catalog, IReadOnlyList<TRow> rows, Func<TRow, MLImage> image, Func<TRow, string> label)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(label);
        return CallbackImages.Decoded(catalog, rows, image, label);
    }

    /// <summary>Looks at every image of a view: counts by class, sizes, colors and formats, duplicates, and what is suspicious or cannot be read.</summary>
    /// <remarks>Each image is decoded once, on all processors; nothing is kept but what is told. Near duplicates are found by a hash of what images look like, edges and colors: images that were
    /// saved again or resized are found, turned or cropped ones are not. Each looks the same as the first of its group.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="data">The view.</param>
    /// <param name="imageColumnName">A column of paths (text) or of encoded bytes. Default: <c>ImagePath</c>.</param>
    /// <param name="labelColumnName">The label column, text or key, or <see langword="null"/> if there is none. Default: <c>Label</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static ImageDescription DescribeImages(
        this DataOperationsCatalog catalog, IDataView data, string imageColumnName = ImageFiles.PathName, string? labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        return ImageInspector.Describe(ImageInspector.Inspect(data, imageColumnName, labelColumnName));
    }

    /// <summary>Finds the images of one view that are in another one too: the same files, and images that look the same.</summary>
    /// <remarks>A model that is tested with images it has learned from looks better than it is. Each image is decoded once, on all processors. Images that cannot be read are passed over.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="first">The images that a model learns from.</param>
    /// <param name="second">The images that it is measured on.</param>
    /// <param name="imageColumnName">The column of both, of paths (text) or of encoded bytes. Default: <c>ImagePath</c>.</param>
    /// <param name="firstName">What the first images are called in the result's text. Default: <c>training</c>.</param>
    /// <param name="secondName">What the second ones are called. Default: <c>test</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or of another type.</exception>
    public static ImageOverlap FindSharedImages(
        this DataOperationsCatalog catalog, IDataView first, IDataView second, string imageColumnName = ImageFiles.PathName, string firstName = "training", string secondName = "test")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return ImageOverlap.Of(
            firstName, ImageInspector.Inspect(first, imageColumnName, labelColumnName: null),
            secondName, ImageInspector.Inspect(second, imageColumnName, labelColumnName: null));
    }

    /// <summary>Looks at every image of a folder, in the way of <see cref="DescribeImages"/>, and says how the folder is divided and what in it is left out.</summary>
    /// <remarks>Of a folder that is divided into <c>train</c>, <c>test</c> and the like, the images of all parts are described together, and those that are in two parts are named.</remarks>
    /// <param name="catalog">The catalog.</param>
    /// <param name="path">The folder.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="InvalidDataException">There are no images, or images whose class is not known, or the folder may be read in two ways; the message names what it is.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    public static ImageDescription DescribeImageFolder(this DataOperationsCatalog catalog, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return FolderDescription.Of(catalog, path);
    }

    private static void Tell(DataOperationsCatalog catalog, string? division, IReadOnlyList<string> leftOut)
    {
        using var channel = HostAccess.EnvironmentOf(catalog).Start(nameof(LoadFromImageFolder));
        if (division is not null)
            channel.Info(MessageSensitivity.UserData, division);
        foreach (string sentence in leftOut)
            channel.Warning(MessageSensitivity.UserData, sentence);
    }
}
