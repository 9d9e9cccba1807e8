namespace MLNet.Cnn;

/// <summary>Finds images that are in two sets, pixel for pixel.</summary>
internal static class SharedImages
{
    /// <summary>How many images of the second set are in the first.</summary>
    public static int Count(ImageSubset first, ImageSubset second)
    {
        var pixels = first.Images.Pixels;
        var rowsByHash = first.Rows.ToLookup(row => Hash(pixels[row]));
        return second.Rows.Count(row =>
        {
            var image = second.Images.Pixels[row];
            foreach (int other in rowsByHash[Hash(image)])
            {
                // Hashes of different images may be equal; bytes are not.
                if (pixels[other].SequenceEqual(image))
                    return true;
            }
            return false;
        });
    }

    private static int Hash(ReadOnlySpan<byte> image)
    {
        var hash = new HashCode();
        hash.AddBytes(image);
        return hash.ToHashCode();
    }
}
