using Microsoft.ML;

namespace MLNet.Cnn;

/// <summary>Looks at every image of a folder, of all its parts if it is divided.</summary>
internal static class FolderDescription
{
    public static ImageDescription Of(DataOperationsCatalog catalog, string path)
    {
        var layout = FolderLayout.Of(path);
        var images = ImageInspector.Inspect(ImageFiles.View(catalog, layout.Parts.SelectMany(part => part.Files)), ImageFiles.PathName, nameof(ImageFileRow.Label));
        return ImageInspector.Describe(images) with
        {
            Division = layout.Division,
            LeftOut = layout.LeftOut,
            Overlaps = [.. Overlaps(layout, images).Where(overlap => overlap.SharedCount > 0)],
        };
    }

    private static IEnumerable<ImageOverlap> Overlaps(FolderLayout layout, List<InspectedImage> images)
    {
        var parts = new List<(string Name, List<InspectedImage> Images)>();
        int first = 0;
        foreach (var part in layout.Parts)
        {
            parts.Add((SplitFolders.NameOf(part.Purpose), images.GetRange(first, part.Files.Count)));
            first += part.Files.Count;
        }
        return from one in parts from other in parts where parts.IndexOf(one) < parts.IndexOf(other) select ImageOverlap.Of(one.Name, one.Images, other.Name, other.Images);
    }
}
