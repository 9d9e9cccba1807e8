namespace MLNet.Cnn;

/// <summary>Images that look alike, in groups: each is near to another of its group.</summary>
internal static class NearGroups
{
    public static IEnumerable<IReadOnlyList<InspectedImage>> Of(IReadOnlyList<InspectedImage> images)
    {
        int[] leader = [.. Enumerable.Range(0, images.Count)];
        PerceptualHash[] hashes = [.. images.Select(image => image.Hash!)];
        for (int i = 0; i < hashes.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (hashes[i].IsNear(hashes[j]))
                    leader[Find(i)] = Find(j);
            }
        }
        return Enumerable.Range(0, images.Count).GroupBy(Find).Where(group => group.Count() > 1).Select(group => (IReadOnlyList<InspectedImage>)[.. group.Select(i => images[i])]);

        int Find(int i)
        {
            while (leader[i] != i)
                i = leader[i] = leader[leader[i]];
            return i;
        }
    }
}
