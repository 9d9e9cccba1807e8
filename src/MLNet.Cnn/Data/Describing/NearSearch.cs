namespace MLNet.Cnn;

/// <summary>Finds images that look the same as another, with an end: after so many comparisons for each image there is no further search.</summary>
/// <param name="images">The images to find, all of which can be read.</param>
/// <param name="comparisonsPerImage">How many comparisons there are for each of them.</param>
internal sealed class NearSearch(IReadOnlyList<InspectedImage> images, long comparisonsPerImage = NearSearch.ComparisonsPerImage)
{
    // A comparison takes some 50 ns: ten seconds for 100,000 images.
    public const long ComparisonsPerImage = 2_000;

    private readonly ColorTree _tree = new([.. images.Select(image => image.Hash!)]);
    private long _left = comparisonsPerImage * images.Count;

    /// <summary>Whether the comparisons are used up.</summary>
    public bool IsOver => _left <= 0;

    /// <summary>The places of the images that look the same, in order.</summary>
    public int[] Near(PerceptualHash hash) => [.. _tree.Near(hash, ref _left).Order()];
}
