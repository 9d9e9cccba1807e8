namespace MLNet.Cnn;

/// <summary>Images that look alike, in groups: each looks the same as the first of its group.</summary>
internal static class NearGroups
{
    /// <summary>Groups images. Nothing is chained: an image that looks the same as the second of a group, but not as the first, is not in it.</summary>
    /// <param name="images">Images that can be read.</param>
    /// <param name="comparisonsPerImage">When the search ends.</param>
    /// <returns>The groups of two and more, and how many images were not compared because there were too many almost alike.</returns>
    public static (IReadOnlyList<IReadOnlyList<InspectedImage>> Groups, int NotCompared) Of(
        IReadOnlyList<InspectedImage> images, long comparisonsPerImage = NearSearch.ComparisonsPerImage)
    {
        var search = new NearSearch(images, comparisonsPerImage);
        var isGrouped = new bool[images.Count];
        var groups = new List<IReadOnlyList<InspectedImage>>();
        for (int i = 0; i < images.Count; i++)
        {
            if (isGrouped[i])
                continue;
            if (search.IsOver)
                return (groups, isGrouped.Skip(i).Count(grouped => !grouped));
            isGrouped[i] = true;
            int[] alike = [.. search.Near(images[i].Hash!).Where(j => !isGrouped[j])];
            foreach (int j in alike)
                isGrouped[j] = true;
            if (alike.Length > 0)
                groups.Add([images[i], .. alike.Select(j => images[j])]);
        }
        return (groups, 0);
    }
}
