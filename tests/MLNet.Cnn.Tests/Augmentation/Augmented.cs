namespace MLNet.Cnn.Tests;

/// <summary>Single images through an augmentation.</summary>
internal static class Augmented
{
    /// <summary>One image; with a range of one value for each factor, nothing about it is random.</summary>
    public static float[] Image(Augmentation augmentation, Shape shape, float[] pixels, ulong seed = 1)
    {
        augmentation.Validate();
        augmentation.CheckFits(shape);
        float[] image = [.. pixels];
        new ImageAugmenter(augmentation, shape, new PixelRange(0, 255)).Apply(image, new ImageTurn(seed, Epoch: 0, Place: 0, Row: 0));
        return image;
    }

    /// <summary>The same image under many seeds.</summary>
    public static IEnumerable<float[]> Images(Augmentation augmentation, Shape shape, float[] pixels, int count) =>
        Enumerable.Range(1, count).Select(seed => Image(augmentation, shape, pixels, (ulong)seed));

    public static void Equals(float[] expected, float[] actual, float tolerance = 1e-4f)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance, $"value {i}: expected [{string.Join(", ", expected)}], got [{string.Join(", ", actual)}]");
    }
}
