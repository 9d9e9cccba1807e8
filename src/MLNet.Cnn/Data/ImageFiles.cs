using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>Views of image files: <c>ImagePath</c>, <c>Label</c>, and what is read of a file only when it is asked for.</summary>
internal static class ImageFiles
{
    /// <summary>The column with the paths.</summary>
    public const string PathName = nameof(ImageFileRow.ImagePath);

    /// <summary>Whether a file's name is that of an image. Whether it is one, its content decides later.</summary>
    public static bool HasImageName(string path) => !FolderWalk.IsHidden(path) && ImageEndings.IsRead(ImageEndings.Of(path));

    public static IDataView View(DataOperationsCatalog catalog, IEnumerable<(string Path, string Label)> files) =>
        catalog.LoadFromEnumerable<ImageFileRow>([.. files.Select(file => new ImageFileRow(file.Path, file.Label))]);
}
