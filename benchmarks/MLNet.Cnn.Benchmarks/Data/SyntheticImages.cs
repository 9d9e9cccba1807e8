namespace MLNet.Cnn.Benchmarks;

/// <summary>Random images in memory: speed does not depend on what they show.</summary>
internal static class SyntheticImages
{
    public const int ClassCount = 10;

    // Drawing normal numbers is slow; Fit copies every row, so that rows may share this many images.
    private const int DistinctFloats = 1024;

    /// <summary>Normally distributed pixels, as the bare loop is fed.</summary>
    public static List<ImageRow<float>> Floats(Shape shape, int count)
    {
        var random = new Random(1);
        float[][] images = [.. Enumerable.Range(0, Math.Min(count, DistinctFloats)).Select(_ => NormalPixels(random, shape.Size))];
        return Rows(random, count, row => images[row % DistinctFloats]);
    }

    /// <summary>Pixels from 0 to 255, each image an array of its own.</summary>
    public static List<ImageRow<byte>> Bytes(Shape shape, int count)
    {
        var random = new Random(1);
        return Rows(random, count, _ =>
        {
            byte[] pixels = new byte[shape.Size];
            random.NextBytes(pixels);
            return pixels;
        });
    }

    private static List<ImageRow<T>> Rows<T>(Random random, int count, Func<int, T[]> image) =>
        [.. Enumerable.Range(0, count).Select(row => new ImageRow<T> { Image = image(row), Label = (uint)random.Next(ClassCount) })];

    private static float[] NormalPixels(Random random, int size)
    {
        float[] pixels = new float[size];
        for (int i = 0; i < size; i++)
            pixels[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return pixels;
    }
}
