using Microsoft.ML;

namespace MLNet.Cnn.Samples;

/// <summary>The rows of a folder's view whose image files can be read, and what is to be said of the others.</summary>
/// <param name="Rows">The rows that can be read.</param>
/// <param name="Unreadable">The images that cannot.</param>
internal sealed record ReadableImages(IDataView Rows, IReadOnlyList<UnreadableImage> Unreadable)
{
    /// <summary>Reads all of them once to know.</summary>
    public static ReadableImages Of(MLContext mlContext, IDataView images)
    {
        var unreadable = mlContext.Data.DescribeImages(images, "ImagePath", labelColumnName: null).Unreadable;
        if (unreadable.Count == 0)
            return new(images, []);
        var paths = unreadable.Select(image => image.Path).ToHashSet();
        return new(mlContext.Data.FilterByCustomPredicate<PhotoPath>(images, row => paths.Contains(row.ImagePath)), unreadable);
    }

    private sealed class PhotoPath
    {
        public string ImagePath { get; set; } = "";
    }
}
